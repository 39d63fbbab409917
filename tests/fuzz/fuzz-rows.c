/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-agreed-table.h"
#include "tg-attempt-table.h"
#include "tg-deadline-table.h"
#include "tg-editing-table.h"
#include "tg-enterprise-table.h"
#include "tg-fact-table.h"
#include "tg-feed-table.h"
#include "tg-filing-table.h"
#include "tg-fuzz.h"
#include "tg-journal-table.h"
#include "tg-link-table.h"
#include "tg-notice-table.h"
#include "tg-outbox.h"
#include "tg-posting-table.h"
#include "tg-account-table.h"
#include "tg-receipt-table.h"
#include "tg-shared-draft-table.h"
#include "tg-store-fixture.h"
#include "tg-store-private.h"

/* A row of the store as another program may have left it: the first line names a column, the rest
 * is what stands in it (sealed as it should be, where the column is). All that reads the store may
 * refuse the row, no more. Each input is a transaction that is taken back. */

#define FILING  "01900000-0000-7000-8000-000000000001"
#define FACT    "01900000-0000-7000-8000-000000000002"
#define ATTEMPT "01900000-0000-7000-8000-0000000000a1"

typedef struct
{
  const char *name;       /* table.column */
  const char *row;        /* what a sealed value is bound to; NULL: not sealed */
  const char *sql;
} Column;

#define TEXT(table, column) \
  { #table "." #column, NULL, "UPDATE OR IGNORE " #table " SET " #column " = :value" }
#define WHOLE(table, column) \
  { #table "." #column, NULL, \
    "UPDATE OR IGNORE " #table " SET " #column " = CAST (:value AS INTEGER)" }
#define SEALED(table, column, row) \
  { #table "." #column, row, "UPDATE " #table " SET " #column " = :value" }

static const Column columns[] = {
  SEALED (filing, document, FILING), SEALED (fact, document, FACT),
  SEALED (attempt, frozen, ATTEMPT), SEALED (attempt, document, ATTEMPT),
  SEALED (attempt, problem, ATTEMPT), SEALED (agreed, document, FILING),
  SEALED (shared_draft, document, FILING), SEALED (pending_merge, base, FILING),
  SEALED (pending_merge, theirs, FILING), SEALED (receipt, data, "r1"),
  SEALED (event, data, "e1"), SEALED (notice, title, "n1"), SEALED (notice, body, "n1"),
  SEALED (enterprise, standing, "en1"), SEALED (account, number, "a1"),
  SEALED (posting, details, "p1"), SEALED (editing, text, FILING ":name"),
  SEALED (journal, old, "1"), SEALED (journal, new, "1"),
  TEXT (filing, form), TEXT (filing, state), TEXT (filing, number), TEXT (filing, amount),
  TEXT (filing, currency), TEXT (filing, date), TEXT (filing, summary),
  TEXT (filing, official_number),
  TEXT (fact, type), TEXT (fact, amount), TEXT (fact, date), WHOLE (fact, version),
  TEXT (attempt, action), TEXT (attempt, state), TEXT (attempt, digest),
  TEXT (attempt, problem_code),
  WHOLE (attempt, tries), WHOLE (attempt, next_try), WHOLE (attempt, frozen_bytes),
  TEXT (receipt, status), TEXT (receipt, code), TEXT (receipt, agency), WHOLE (receipt, at),
  TEXT (feed, cursor), TEXT (feed, epoch), TEXT (event, type), WHOLE (event, at),
  TEXT (journal, kind), TEXT (journal, path), TEXT (journal, origin), TEXT (journal, batch),
  WHOLE (journal, undoes), WHOLE (journal, revision),
  TEXT (deadline, date), TEXT (deadline, kind), TEXT (link, source_kind), TEXT (link, source_path),
  TEXT (enterprise, kind), TEXT (enterprise, code), TEXT (account, balance),
  TEXT (account, currency),
  WHOLE (account, units), TEXT (posting, kind), TEXT (posting, amount), TEXT (posting, date),
  TEXT (posting, rate), WHOLE (posting, units), TEXT (notice, severity), WHOLE (notice, expires),
  TEXT (pending_merge, kind), TEXT (pending_merge, mark), TEXT (shared_draft, etag),
};

static const char base_rows[] =
  "INSERT INTO agreed (filing, revision, document, at) VALUES ('" FILING "', 1, x'', 1);"
  "INSERT INTO shared_draft VALUES ('" FILING "', 'e', x'', 1, 1);"
  "INSERT INTO pending_merge VALUES ('" FILING "', 'draft', 'm', x'', x'', 1);"
  "INSERT INTO receipt VALUES (1, 'r1', '" FILING "', '" ATTEMPT "', 1, 'customs', 'received', '1',"
  " x'', 1, 0, 1, 1);"
  "INSERT INTO event VALUES (1, 'e1', 'receipt', '" FILING "', x'', 1, 1);"
  "INSERT INTO notice VALUES (1, 'n1', 'info', x'', x'', 1, 9, 0);"
  "INSERT INTO enterprise (rid, id, kind, code, name, standing, created, updated)"
  " VALUES (1, 'en1', 'enterprise', '91410100MA0000015B', 'n', x'', 1, 1);"
  "INSERT INTO account (rid, id, number, currency, balance, opened, updated)"
  " VALUES (1, 'a1', x'', 'USD', '0', 1, 1);"
  "INSERT INTO posting (rid, id, account, kind, currency, amount, amount_units, balance, details,"
  " at, received) VALUES (1, 'p1', 'a1', 'receipt', 'USD', '1', 100000, '1', x'', 1, 1);"
  "INSERT INTO editing VALUES ('" FILING "', 'name', x'', 1);"
  "INSERT INTO deadline VALUES ('" FILING "', 'answer', '2026-12-01', '期限', 'due', 0);"
  "INSERT INTO feed VALUES ('events', 'c', '', 'e', 1);";

/* ---- what reads ---- */

static void
read_filing (TgStoreConnection *conn)
{
  const TgFilingFilter all = { .search = "保温杯" };
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, FILING, NULL);
  g_autoptr (TgFilingRow) row = filing != NULL ? tg_filing_record_to_row (filing, "") : NULL;
  g_autoptr (GArray) ids = tg_filing_table_list_ids (conn, &all, TG_FILING_SORT_UPDATED, TRUE,
                                                     NULL);
  g_autoptr (TgFactRecord) fact = tg_fact_table_load (conn, FACT, NULL);
  g_autoptr (TgFactRow) fact_row = fact != NULL ? tg_fact_record_to_row (fact, "") : NULL;
  g_autoptr (GHashTable) editing = tg_editing_table_list (conn, FILING, NULL);
  g_autoptr (GPtrArray) sources = tg_link_table_list_sources (conn, FILING, NULL);
  g_autoptr (GPtrArray) deadlines = tg_deadline_table_list_open (conn, "9999-12-31", NULL);
}

static void
read_history (TgStoreConnection *conn)
{
  g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, FILING, 100, NULL);
  g_autoptr (GPtrArray) undo = entries != NULL ? tg_journal_table_find_undo (entries) : NULL;
  g_autoptr (GPtrArray) redo = entries != NULL ? tg_journal_table_find_redo (entries) : NULL;
  g_autoptr (GPtrArray) receipts = tg_receipt_table_list (conn, FILING, NULL);
  g_autoptr (GPtrArray) notices = tg_notice_table_list (conn, FALSE, NULL);
  g_autoptr (TgFeedPosition) feed = tg_feed_table_load (conn, TG_FEED_EVENTS, NULL);
}

static void
read_sync (TgStoreConnection *conn)
{
  gint64 revision;
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load (conn, ATTEMPT, NULL);
  g_autoptr (GPtrArray) attempts = tg_attempt_table_list (conn, FILING, NULL);
  g_autoptr (TgDocument) filed = tg_attempt_table_load_document (conn, ATTEMPT, NULL);
  g_autofree char *problem = tg_attempt_table_load_problem (conn, ATTEMPT, NULL);
  g_autoptr (TgDocument) agreed = tg_agreed_table_load (conn, FILING, &revision, NULL);
  g_autoptr (TgSharedDraft) draft = tg_shared_draft_table_find (conn, FILING, NULL);
  g_autoptr (TgPendingMerge) merge = tg_pending_merge_table_find (conn, FILING, NULL);
  g_autoptr (GPtrArray) due = tg_outbox_list_due (conn, G_MAXINT64, 10, NULL);
}

static void
read_money (TgStoreConnection *conn)
{
  const gint64 first = 1;
  g_autoptr (GPtrArray) enterprises = tg_enterprise_table_list (conn, NULL);
  g_autoptr (GPtrArray) accounts = tg_account_table_load (conn, &first, 1, NULL);
  g_autoptr (GPtrArray) postings = tg_posting_table_load (conn, &first, 1, NULL);
}

/* ---- what writes the row ---- */

typedef struct
{
  const Column *column;
  const char   *value;
} Input;

/* Returns: whether the table allows it */
static gboolean
put (TgStoreConnection *conn,
     const Column      *column,
     const char        *value)
{
  g_autofree char *table = g_strndup (column->name, strcspn (column->name, "."));
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, column->sql, &error);

  g_assert_no_error (error);
  if (column->row == NULL)
    tg_db_bind_text (st, ":value", value);
  else
    {
      g_autofree char *place = tg_store_place (table, column->row, strchr (column->name, '.') + 1);

      tg_store_bind_sealed (conn, st, ":value", place, value, NULL);
    }
  return tg_db_run (st, NULL);
}

static gpointer
run_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  const Input *input = data;

  if (put (conn, input->column, input->value))
    {
      read_filing (conn);
      read_history (conn);
      read_sync (conn);
      read_money (conn);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "taken back");
  return NULL;
}

static gpointer
add_rows (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_db_exec (conn->db, base_rows, error);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].row != NULL)
      g_assert_true (put (conn, &columns[i], "{}"));
  return NULL;
}

static TgStoreFixture *
make_store (void)
{
  TgStoreFixture *fixture = g_new0 (TgStoreFixture, 1);
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "保温杯", "1");

  tg_store_fixture_set_up (fixture, NULL);
  tg_store_fixture_save (fixture, FILING, 0, document);
  tg_store_fixture_save_fact (fixture, FACT, "order", document);
  tg_store_fixture_queue (fixture, FILING, ATTEMPT, 1);
  tg_store_fixture_write (fixture, add_rows, NULL);
  return fixture;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static TgStoreFixture *fixture = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *value = strchr (text, '\n');

  if (value == NULL || !g_utf8_validate (text, -1, NULL))
    return 0;
  *value++ = '\0';
  if (fixture == NULL)
    fixture = make_store ();
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].name, text))
      {
        Input input = { &columns[i], value };
        g_autoptr (GError) error = NULL;

        tg_store_write (fixture->store, run_job, &input, &error);
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      }
  return 0;
}
