/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-submission-table.h"

#include "tg-wire-codec.h"

/* One row an id that was ever judged: what came, and what was said. Rows are only ever added. */

static TgProblem *
read_problem (const char  *text,
              GError     **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return tg_wire_read_problem (body, error);
}

gboolean
tg_submission_table_find (TgBook      *book,
                          const char  *account,
                          const char  *id,
                          TgResult   **out,
                          char       **digest,
                          GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT received, revision, reference, problem, digest FROM submission"
                   " WHERE account = :account AND id = :id", error);
  g_autoptr (TgResult) result = NULL;
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":id", id);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  result = g_new0 (TgResult, 1);
  result->id = g_strdup (id);
  result->received = tg_db_column_int (st, 0) != 0;
  result->revision = tg_db_column_int (st, 1);
  result->reference = tg_db_column_dup_text (st, 2);
  if (!tg_db_column_is_null (st, 3))
    {
      result->problem = read_problem (tg_db_column_text (st, 3), error);
      if (result->problem == NULL)
        return FALSE;
    }
  *digest = tg_db_column_dup_text (st, 4);
  *out = g_steal_pointer (&result);
  return TRUE;
}

gboolean
tg_submission_table_insert (TgBook              *book,
                            const char          *account,
                            const TgSubmission  *submission,
                            const TgResult      *result,
                            gint64              *seq,
                            GError             **error)
{
  g_autofree char *problem =
    result->problem != NULL ? tg_wire_write_problem (result->problem) : NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO submission (account, id, filing, digest, item, received, revision,"
                   " reference, problem, at) VALUES (:account, :id, :filing, :digest, :item,"
                   " :received, :revision, :reference, :problem, :at)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":id", submission->id);
  tg_db_bind_text (st, ":filing", submission->filing);
  tg_db_bind_text (st, ":digest", submission->digest);
  tg_db_bind_blob (st, ":item",
                   submission->signed_bytes != NULL ? submission->signed_bytes : nothing);
  tg_db_bind_int (st, ":received", result->received);
  tg_db_bind_int (st, ":revision", result->revision);
  tg_db_bind_text (st, ":reference", result->reference != NULL ? result->reference : "");
  tg_db_bind_text (st, ":problem", problem);
  tg_db_bind_int (st, ":at", tg_book_get_time (book));
  if (!tg_db_run (st, error))
    return FALSE;
  *seq = tg_db_get_last_row_id (tg_book_get_db (book));
  return TRUE;
}

gboolean
tg_submission_table_forget (TgBook      *book,
                            const char  *account,
                            const char  *id,
                            GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "UPDATE submission SET id = id || '/' || seq"
                   " WHERE account = :account AND id = :id", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":id", id);
  return tg_db_run (st, error);
}

gint64
tg_submission_table_count (TgBook  *book,
                           gint64   seq,
                           GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT count (*) FROM submission AS other"
                   " JOIN submission AS this ON this.seq = :seq"
                   " WHERE other.account = this.account AND other.filing = this.filing"
                   " AND other.received AND other.seq <= this.seq", error);
  gboolean has_row;

  if (st == NULL)
    return -1;
  tg_db_bind_int (st, ":seq", seq);
  return tg_db_step (st, &has_row, error) ? tg_db_column_int (st, 0) : -1;
}

GPtrArray *
tg_submission_table_list (TgBook      *book,
                          const char  *account,
                          const char  *filing,
                          GError     **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT id, digest, received, revision FROM submission"
                   " WHERE account = :account AND filing = :filing ORDER BY seq", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  while (tg_db_step (st, &has_row, error))
    {
      TgResult *result;

      if (!has_row)
        return g_steal_pointer (&list);
      result = g_new0 (TgResult, 1);
      result->id = tg_db_column_dup_text (st, 0);
      result->reference = tg_db_column_dup_text (st, 1);
      result->received = tg_db_column_int (st, 2) != 0;
      result->revision = tg_db_column_int (st, 3);
      g_ptr_array_add (list, result);
    }
  return NULL;
}
