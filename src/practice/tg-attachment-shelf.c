/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attachment-shelf.h"

/* Bytes are kept in the book as they come, so a window that is put back from a copy, or ends at any
 * moment, has them as it has all else. */

gboolean
tg_attachment_shelf_find (TgBook             *book,
                          const char         *account,
                          const char         *sha256,
                          TgAttachmentState  *out,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT bytes, arrived, is_whole FROM attachment"
                   " WHERE account = :account AND sha256 = :sha256", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":sha256", sha256);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  *out = (TgAttachmentState) { 0 };
  if (!has_row)
    return TRUE;
  out->bytes = tg_db_column_int (st, 0);
  out->arrived = tg_db_column_int (st, 1);
  out->is_whole = tg_db_column_int (st, 2) != 0;
  return TRUE;
}

static gboolean
run_for (TgBook      *book,
         const char  *sql,
         const char  *account,
         const char  *sha256,
         GError     **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (tg_book_get_db (book), sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":sha256", sha256);
  return tg_db_run (st, error);
}

static gboolean
drop (TgBook      *book,
      const char  *account,
      const char  *sha256,
      GError     **error)
{
  return run_for (book, "DELETE FROM attachment_piece WHERE account = :account"
                  " AND sha256 = :sha256", account, sha256, error) &&
         run_for (book, "DELETE FROM attachment WHERE account = :account AND sha256 = :sha256",
                  account, sha256, error);
}

static gboolean
put_piece (TgBook      *book,
           const char  *account,
           const char  *sha256,
           GBytes      *piece,
           gint64       start,
           GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO attachment_piece (account, sha256, start, content)"
                   " VALUES (:account, :sha256, :start, :content)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":sha256", sha256);
  tg_db_bind_int (st, ":start", start);
  tg_db_bind_blob (st, ":content", piece);
  return tg_db_run (st, error);
}

static gboolean
put_state (TgBook                   *book,
           const char               *account,
           const char               *sha256,
           const TgAttachmentState  *state,
           GError                  **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO attachment (account, sha256, bytes, arrived, is_whole)"
                   " VALUES (:account, :sha256, :bytes, :arrived, :is_whole)"
                   " ON CONFLICT (account, sha256) DO UPDATE SET bytes = excluded.bytes,"
                   " arrived = excluded.arrived, is_whole = excluded.is_whole", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":sha256", sha256);
  tg_db_bind_int (st, ":bytes", state->bytes);
  tg_db_bind_int (st, ":arrived", state->arrived);
  tg_db_bind_int (st, ":is_whole", state->is_whole);
  return tg_db_run (st, error);
}

GBytes *
tg_attachment_shelf_load (TgBook      *book,
                          const char  *account,
                          const char  *sha256,
                          GError     **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT content FROM attachment_piece WHERE account = :account"
                   " AND sha256 = :sha256 ORDER BY start", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":sha256", sha256);
  while (tg_db_step (st, &has_row, error))
    {
      g_autoptr (GBytes) piece = has_row ? tg_db_column_bytes (st, 0) : NULL;
      gsize size;
      const guint8 *data;

      if (!has_row)
        return g_byte_array_free_to_bytes (g_steal_pointer (&content));
      data = g_bytes_get_data (piece, &size);
      g_byte_array_append (content, data, (guint) size);
    }
  return NULL;
}

/* With the last byte. */
static gboolean
check_whole (TgBook             *book,
             const char         *account,
             const char         *sha256,
             TgAttachmentState  *state,
             GError            **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *found = NULL;

  if (state->arrived < state->bytes)
    return TRUE;
  content = tg_attachment_shelf_load (book, account, sha256, error);
  if (content == NULL)
    return FALSE;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  state->is_whole = g_str_equal (found, sha256);
  if (state->is_whole)
    return TRUE;
  *state = (TgAttachmentState) { 0 };
  return drop (book, account, sha256, error);
}

static gboolean
append (TgBook             *book,
        const char         *account,
        const char         *sha256,
        GBytes             *piece,
        TgAttachmentState  *state,
        GError            **error)
{
  if (!put_piece (book, account, sha256, piece, state->arrived, error))
    return FALSE;
  state->arrived += (gint64) g_bytes_get_size (piece);
  return check_whole (book, account, sha256, state, error) &&
         (state->bytes == 0 || put_state (book, account, sha256, state, error));
}

gboolean
tg_attachment_shelf_append (TgBook             *book,
                            const char         *account,
                            const char         *sha256,
                            GBytes             *piece,
                            TgAttachmentState  *state,
                            GError            **error)
{
  TgDb *db = tg_book_get_db (book);

  if (!tg_db_begin (db, error))
    return FALSE;
  if (append (book, account, sha256, piece, state, error) && tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}
