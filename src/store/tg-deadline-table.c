/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-deadline-table.h"

#include "tg-filing-table.h"
#include "tg-store-private.h"

/* What is due, one of a kind for a filing or fact. Computed by the rules of its form, kept
 * here for the overview. Writer and reader. */

gboolean
tg_deadline_table_put (TgStoreConnection  *conn,
                       TgDeadline         *deadline,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO deadline (subject, kind, date, text_zh, text_en)"
                      " VALUES (:subject, :kind, :date, :text_zh, :text_en)"
                      " ON CONFLICT (subject, kind) DO UPDATE SET date = excluded.date,"
                      " text_zh = excluded.text_zh, text_en = excluded.text_en", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":subject", tg_deadline_get_subject (deadline));
  tg_db_bind_text (st, ":kind", tg_deadline_get_kind (deadline));
  tg_db_bind_text (st, ":date", tg_deadline_get_date (deadline));
  tg_db_bind_text (st, ":text_zh", tg_text_get_in (tg_deadline_get_words (deadline), "zh"));
  tg_db_bind_text (st, ":text_en", tg_text_get_in (tg_deadline_get_words (deadline), "en"));
  return tg_db_run (st, error);
}

gboolean
tg_deadline_table_ask (TgStoreConnection  *conn,
                       const char         *filing,
                       const char         *kind,
                       const char         *chinese,
                       const char         *english,
                       GError            **error)
{
  g_autofree char *today = tg_clock_dup_today (conn->clock);
  g_autoptr (TgFilingRecord) record = tg_filing_table_load_record (conn, filing, error);
  g_autofree char *chinese_words = NULL;
  g_autofree char *english_words = NULL;
  g_autoptr (TgText) words = NULL;
  g_autoptr (TgDeadline) deadline = NULL;
  const char *name;

  if (record == NULL)
    return FALSE;
  name = *record->number != '\0' ? record->number : record->summary;
  chinese_words = g_strjoin (" ", name, chinese, NULL);
  english_words = g_strjoin (" ", name, english, NULL);
  words = tg_text_new (chinese_words, english_words);
  deadline = tg_deadline_new (kind, today, filing, words);
  return tg_deadline_table_put (conn, deadline, error);
}

gboolean
tg_deadline_table_set_done (TgStoreConnection  *conn,
                            const char         *subject,
                            const char         *kind,
                            gboolean            done,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE deadline SET done = :done WHERE subject = :subject AND kind = :kind",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_int (st, ":done", done ? 1 : 0);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return tg_db_run (st, error);
}

gboolean
tg_deadline_table_remove (TgStoreConnection  *conn,
                          const char         *subject,
                          const char         *kind,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "DELETE FROM deadline WHERE subject = :subject AND kind = :kind",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":kind", kind);
  return tg_db_run (st, error);
}

static GPtrArray *
read_deadlines (TgDbStatement  *st,
                GError        **error)
{
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, error))
    {
      g_autoptr (TgText) text = NULL;

      if (!has_row)
        return g_steal_pointer (&deadlines);
      text = tg_text_new (tg_store_column (st, 3), tg_store_column (st, 4));
      g_ptr_array_add (deadlines,
                       tg_deadline_new (tg_store_column (st, 0), tg_store_column (st, 1),
                                        tg_store_column (st, 2), text));
    }

  return NULL;
}

#define COLUMNS "SELECT kind, date, subject, text_zh, text_en FROM deadline"

GPtrArray *
tg_deadline_table_list_of (TgStoreConnection  *conn,
                           const char         *subject,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS " WHERE subject = :subject AND done = 0 ORDER BY date, kind", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":subject", subject);
  return read_deadlines (st, error);
}

/* What is due by a fact stands with the filing that was drawn from it to be done with it, once
 * there is one: it is one thing to do. A draft that was thrown away has nothing due. */
#define IS_LISTED \
  " AND NOT EXISTS (SELECT 1 FROM link JOIN filing ON filing.id = link.target" \
  " JOIN deadline AS drawn ON drawn.subject = link.target AND drawn.kind = deadline.kind" \
  " WHERE link.source = deadline.subject AND filing.removed = 0 AND filing.state <> 'withdrawn'" \
  " AND drawn.done = 0)" \
  " AND NOT EXISTS (SELECT 1 FROM filing WHERE filing.id = deadline.subject AND" \
  " filing.removed = 1)"

GPtrArray *
tg_deadline_table_list_open (TgStoreConnection  *conn,
                             const char         *until,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS " WHERE done = 0 AND date <= :until" IS_LISTED
                      " ORDER BY date, subject, kind",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":until", until != NULL ? until : "9999-12-31");
  return read_deadlines (st, error);
}
