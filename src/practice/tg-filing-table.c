/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-table.h"

#include "tg-error.h"
#include "tg-wire-json.h"

/* The present state of each filing: its revision, what the agencies last said; its document stands
 * in the item of its last submission. What was before stands in the submissions and events. */

#define COLUMNS \
  "f.seq, f.account, f.id, f.form, f.form_version, f.enterprise, f.revision, f.action," \
  " f.submission, s.id, f.status, s.item, f.match_key, f.number, f.own_number" \
  " FROM filing AS f JOIN submission AS s ON s.seq = f.submission"

void
tg_filing_free (TgFiling *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  g_free (self->id);
  g_free (self->form);
  g_free (self->enterprise);
  g_free (self->submission_id);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self->match_key);
  g_free (self->number);
  g_free (self->own_number);
  g_free (self);
}

/* (transfer full) */
static TgDocument *
read_document (TgDbStatement  *st,
               int             column,
               GError        **error)
{
  g_autoptr (GBytes) item = tg_db_column_bytes (st, column);
  g_autoptr (JsonNode) root = tg_wire_parse (item, error);

  if (root == NULL)
    return NULL;
  return tg_wire_read_document (json_node_get_object (root), "document", error);
}

static TgFiling *
read_row (TgDbStatement  *st,
          GError        **error)
{
  g_autoptr (TgFiling) self = g_new0 (TgFiling, 1);

  self->seq = tg_db_column_int (st, 0);
  self->account = tg_db_column_dup_text (st, 1);
  self->id = tg_db_column_dup_text (st, 2);
  self->form = tg_db_column_dup_text (st, 3);
  self->form_version = (guint) tg_db_column_int (st, 4);
  self->enterprise = tg_db_column_dup_text (st, 5);
  self->revision = tg_db_column_int (st, 6);
  self->submission = tg_db_column_int (st, 8);
  self->submission_id = tg_db_column_dup_text (st, 9);
  self->match_key = tg_db_column_dup_text (st, 12);
  self->number = tg_db_column_dup_text (st, 13);
  self->own_number = tg_db_column_dup_text (st, 14);
  if (!tg_action_parse (tg_db_column_text (st, 7), &self->action) ||
      !tg_filing_state_parse (tg_db_column_text (st, 10), &self->state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Unreadable filing %s", self->id);
      return NULL;
    }
  self->document = read_document (st, 11, error);
  return self->document != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
find_one (TgDbStatement  *st,
          TgFiling      **out,
          GError        **error)
{
  gboolean has_row;

  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out = read_row (st, error);
  return *out != NULL;
}

static GPtrArray *
list_rows (TgDbStatement  *st,
           GError        **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_free);
  gboolean has_row;

  while (tg_db_step (st, &has_row, error))
    {
      TgFiling *filing;

      if (!has_row)
        return g_steal_pointer (&list);
      filing = read_row (st, error);
      if (filing == NULL)
        return NULL;
      g_ptr_array_add (list, filing);
    }
  return NULL;
}

gboolean
tg_filing_table_find (TgBook      *book,
                      const char  *account,
                      const char  *id,
                      TgFiling   **out,
                      GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT " COLUMNS " WHERE f.account = :account AND f.id = :id", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":id", id);
  return find_one (st, out, error);
}

gboolean
tg_filing_table_find_submission (TgBook    *book,
                                 gint64     submission,
                                 TgFiling **out,
                                 GError   **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT " COLUMNS " WHERE s.seq = :submission AND f.account = s.account"
                   " AND f.id = s.filing", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":submission", submission);
  return find_one (st, out, error);
}

static const char insert_sql[] =
  "INSERT INTO filing (account, id, form, form_version, enterprise, revision, action, submission,"
  " status, match_key, number, own_number)"
  " VALUES (:account, :id, :form, :form_version, :enterprise, :revision, :action, :submission,"
  " :status, :match_key, :number, :own_number)";

/* Form, enterprise and number stay what they were. */
static const char update_sql[] =
  "UPDATE filing SET form_version = :form_version, revision = :revision, action = :action,"
  " submission = :submission, status = :status, match_key = :match_key, own_number = :own_number"
  " WHERE account = :account AND id = :id";

gboolean
tg_filing_table_put (TgBook    *book,
                     TgFiling  *filing,
                     GError   **error)
{
  gboolean is_new = filing->seq == 0;
  g_autoptr (TgDbStatement) st = tg_db_prepare (tg_book_get_db (book),
                                                is_new ? insert_sql : update_sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", filing->account);
  tg_db_bind_text (st, ":id", filing->id);
  tg_db_bind_int (st, ":form_version", filing->form_version);
  tg_db_bind_int (st, ":revision", filing->revision);
  tg_db_bind_text (st, ":action", tg_action_to_name (filing->action));
  tg_db_bind_int (st, ":submission", filing->submission);
  tg_db_bind_text (st, ":status", tg_filing_state_to_name (filing->state));
  tg_db_bind_text (st, ":match_key", filing->match_key);
  tg_db_bind_text (st, ":own_number", filing->own_number != NULL ? filing->own_number : "");
  if (is_new)
    {
      tg_db_bind_text (st, ":form", filing->form);
      tg_db_bind_text (st, ":enterprise", filing->enterprise);
      tg_db_bind_text (st, ":number", filing->number != NULL ? filing->number : "");
    }
  if (!tg_db_run (st, error))
    return FALSE;
  if (is_new)
    filing->seq = tg_db_get_last_row_id (tg_book_get_db (book));
  return TRUE;
}

gboolean
tg_filing_table_set_state (TgBook         *book,
                           gint64          seq,
                           TgFilingState   state,
                           GError        **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "UPDATE filing SET status = :status WHERE seq = :seq",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":status", tg_filing_state_to_name (state));
  tg_db_bind_int (st, ":seq", seq);
  return tg_db_run (st, error);
}

GPtrArray *
tg_filing_table_list_matches (TgBook      *book,
                              const char  *account,
                              const char  *form,
                              const char  *match_key,
                              GError     **error)
{
  /* Two statements, so that each finds its rows by the index. */
  const char *sql = match_key == NULL
    ? "SELECT " COLUMNS " WHERE f.account = :account AND f.form = :form ORDER BY f.seq"
    : "SELECT " COLUMNS " WHERE f.account = :account AND f.form = :form"
                    " AND f.match_key = :match_key ORDER BY f.seq";
  g_autoptr (TgDbStatement) st = tg_db_prepare (tg_book_get_db (book), sql, error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":form", form);
  if (match_key != NULL)
    tg_db_bind_text (st, ":match_key", match_key);
  return list_rows (st, error);
}

static GPtrArray *
list_by_number (TgBook      *book,
                const char  *sql,
                const char  *account,
                const char  *form,
                const char  *number,
                GError     **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (tg_book_get_db (book), sql, error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":form", form);
  tg_db_bind_text (st, ":number", number);
  return list_rows (st, error);
}

GPtrArray *
tg_filing_table_list_numbered (TgBook      *book,
                               const char  *account,
                               const char  *form,
                               const char  *number,
                               GError     **error)
{
  return list_by_number (book,
                         "SELECT " COLUMNS " WHERE f.account = :account AND f.form = :form"
                         " AND f.number = :number AND f.number <> '' ORDER BY f.seq",
                         account, form, number, error);
}

GPtrArray *
tg_filing_table_list_own (TgBook      *book,
                          const char  *account,
                          const char  *form,
                          const char  *own_number,
                          GError     **error)
{
  return list_by_number (book,
                         "SELECT " COLUMNS " WHERE f.account = :account AND f.form = :form"
                         " AND f.own_number = :number AND f.own_number <> '' ORDER BY f.seq",
                         account, form, own_number, error);
}

gboolean
tg_filing_table_set_number (TgBook      *book,
                            gint64       seq,
                            const char  *number,
                            GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "UPDATE filing SET number = :number WHERE seq = :seq",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":number", number);
  tg_db_bind_int (st, ":seq", seq);
  return tg_db_run (st, error);
}

GPtrArray *
tg_filing_table_list_unmerged (TgBook      *book,
                               const char  *account,
                               const char  *form,
                               GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT " COLUMNS " WHERE f.account = :account AND f.form = :form"
                   " AND f.status = 'closed' AND NOT EXISTS (SELECT 1 FROM entry_list AS e"
                   " WHERE e.account = f.account AND e.filing = f.id) ORDER BY f.seq", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":form", form);
  return list_rows (st, error);
}

GPtrArray *
tg_filing_table_list (TgBook      *book,
                      const char  *account,
                      gint64       after,
                      guint        limit,
                      GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT " COLUMNS " WHERE f.account = :account AND f.seq > :after"
                   " ORDER BY f.seq LIMIT :limit", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":after", after);
  tg_db_bind_int (st, ":limit", limit);
  return list_rows (st, error);
}
