/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-shelf.h"

/* One row a draft; each change gives it the next `seq` of all, and a tag that is a new identifier,
 * so that a window put back from a copy never gives one twice. */

void
tg_shelved_draft_free (TgShelvedDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->filing);
  g_free (self->etag);
  g_free (self->body);
  g_free (self);
}

static TgShelvedDraft *
read_row (TgDbStatement *st)
{
  TgShelvedDraft *draft = g_new0 (TgShelvedDraft, 1);

  draft->seq = tg_db_column_int (st, 0);
  draft->filing = tg_db_column_dup_text (st, 1);
  draft->etag = tg_db_column_dup_text (st, 2);
  draft->body = tg_db_column_dup_text (st, 3);
  draft->at = tg_db_column_int (st, 4);
  return draft;
}

gboolean
tg_draft_shelf_find (TgBook          *book,
                     const char      *account,
                     const char      *filing,
                     TgShelvedDraft **out,
                     GError         **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT seq, filing, etag, body, at FROM draft"
                   " WHERE account = :account AND filing = :filing", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  *out = has_row ? read_row (st) : NULL;
  return TRUE;
}

char *
tg_draft_shelf_put (TgBook      *book,
                    const char  *account,
                    const char  *filing,
                    const char  *body,
                    GError     **error)
{
  g_autofree char *id = tg_book_new_id (book);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", id);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT OR REPLACE INTO draft (account, filing, etag, body, at)"
                   " VALUES (:account, :filing, :etag, :body, :at)", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  tg_db_bind_text (st, ":etag", etag);
  tg_db_bind_text (st, ":body", body);
  tg_db_bind_int (st, ":at", tg_book_get_time (book));
  return tg_db_run (st, error) ? g_steal_pointer (&etag) : NULL;
}

GPtrArray *
tg_draft_shelf_list (TgBook      *book,
                     const char  *account,
                     gint64       after,
                     guint        limit,
                     GError     **error)
{
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_shelved_draft_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT seq, filing, etag, body, at FROM draft"
                   " WHERE account = :account AND seq > :after ORDER BY seq LIMIT :limit", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":after", after);
  tg_db_bind_int (st, ":limit", limit);
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&drafts);
      g_ptr_array_add (drafts, read_row (st));
    }
  return NULL;
}
