/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attachment-table.h"

#include "tg-attachment-files.h"
#include "tg-store-private.h"

/* Attachments, what goes with them, and which attempts name them. An attempt that is
 * queued is not sent before the window has all that it names; the bytes stay as long as anything
 * names them. Writer; listing also on the reader. */

TgAttachmentRecord *
tg_attachment_record_new (const char *name,
                          const char *media_type,
                          GBytes     *content)
{
  TgAttachmentRecord *self = g_new0 (TgAttachmentRecord, 1);

  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->bytes = (gint64) g_bytes_get_size (content);
  return self;
}

void
tg_attachment_record_free (TgAttachmentRecord *self)
{
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

static char *
make_place (const char *subject,
            const char *sha256)
{
  g_autofree char *row = g_strconcat (subject, "+", sha256, NULL);

  return tg_store_place ("attachment_use", row, "name");
}

static gboolean
insert_attachment (TgStoreConnection         *conn,
                   const TgAttachmentRecord  *record,
                   GError                   **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "INSERT INTO attachment (sha256, media_type, bytes, added)"
                   " VALUES (:sha256, :media_type, :bytes, :now) ON CONFLICT (sha256) DO NOTHING",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":sha256", record->sha256);
  tg_db_bind_text (st, ":media_type", record->media_type);
  tg_db_bind_int (st, ":bytes", record->bytes);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

static gboolean
insert_use (TgStoreConnection         *conn,
            const char                *subject,
            const TgAttachmentRecord  *record,
            GError                   **error)
{
  g_autofree char *place = make_place (subject, record->sha256);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "INSERT INTO attachment_use (subject, sha256, name)"
                   " VALUES (:subject, :sha256, :name) ON CONFLICT (subject, sha256)"
                   " DO UPDATE SET name = excluded.name", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":sha256", record->sha256);
  return tg_store_bind_sealed (conn, st, ":name", place, record->name, error) &&
         tg_db_run (st, error);
}

gboolean
tg_attachment_table_add (TgStoreConnection         *conn,
                         const char                *subject,
                         const TgAttachmentRecord  *record,
                         GBytes                    *content,
                         GError                   **error)
{
  tg_store_connection_assert (conn);

  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return insert_attachment (conn, record, error) &&
         insert_use (conn, subject, record, error) &&
         tg_attachment_files_put (conn, record->sha256, content, error);
}

/* Runs a statement with one text, or two. */
static gboolean
run_with (TgStoreConnection  *conn,
          const char         *sql,
          const char         *sha256,
          const char         *subject,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":sha256", sha256);
  if (subject != NULL)
    tg_db_bind_text (st, ":subject", subject);
  return tg_db_run (st, error);
}

gboolean
tg_attachment_table_remove (TgStoreConnection  *conn,
                            const char         *subject,
                            const char         *sha256,
                            GError            **error)
{
  tg_store_connection_assert (conn);

  if (!run_with (conn, "DELETE FROM attachment_use WHERE subject = :subject AND sha256 = :sha256",
                 sha256, subject, error) ||
      !run_with (conn, "DELETE FROM attachment WHERE sha256 = :sha256"
                 " AND NOT EXISTS (SELECT 1 FROM attachment_use u WHERE u.sha256 = :sha256)"
                 " AND NOT EXISTS (SELECT 1 FROM attempt_attachment n WHERE n.sha256 = :sha256)",
                 sha256, NULL, error))
    return FALSE;
  if (tg_db_get_changes (conn->db) > 0)
    tg_attachment_files_remove (conn, sha256);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return TRUE;
}

static TgAttachmentRecord *
read_record (TgStoreConnection  *conn,
             TgDbStatement      *st,
             const char         *subject,
             GError            **error)
{
  g_autoptr (TgAttachmentRecord) record = g_new0 (TgAttachmentRecord, 1);
  g_autofree char *place = NULL;

  record->sha256 = tg_db_column_dup_text (st, 0);
  record->media_type = tg_db_column_dup_text (st, 1);
  record->bytes = tg_db_column_int (st, 2);
  record->uploaded = tg_db_column_int (st, 3);
  place = make_place (subject, record->sha256);
  record->name = tg_store_open_column (conn, st, 4, place, error);
  return record->name != NULL ? g_steal_pointer (&record) : NULL;
}

GPtrArray *
tg_attachment_table_list (TgStoreConnection  *conn,
                          const char         *subject,
                          GError            **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_record_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT t.sha256, t.media_type, t.bytes, t.uploaded, u.name"
                   " FROM attachment_use u JOIN attachment t ON t.sha256 = u.sha256"
                   " WHERE u.subject = :subject ORDER BY u.rowid", error);
  gboolean has_row;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":subject", subject);
  while (tg_db_step (st, &has_row, error))
    {
      TgAttachmentRecord *record;

      if (!has_row)
        return g_steal_pointer (&records);
      record = read_record (conn, st, subject, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return NULL;
}

gboolean
tg_attachment_table_name (TgStoreConnection  *conn,
                          const char         *attempt,
                          const char         *sha256,
                          GError            **error)
{
  tg_store_connection_assert (conn);

  return run_with (conn, "INSERT INTO attempt_attachment (attempt, sha256)"
                   " VALUES (:subject, :sha256)", sha256, attempt, error);
}

gboolean
tg_attachment_table_find_due (TgStoreConnection  *conn,
                              gint64              now,
                              char              **sha256,
                              gint64             *bytes,
                              GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT t.sha256, t.bytes FROM attempt a"
                   " JOIN attempt_attachment n ON n.attempt = a.id"
                   " JOIN attachment t ON t.sha256 = n.sha256"
                   " WHERE a.state = 'queued' AND a.next_try <= :now"
                   " AND t.uploaded = 0 ORDER BY a.rid LIMIT 1", error);
  gboolean found;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":now", now);
  if (!tg_store_find (st, &found, error))
    return FALSE;
  *sha256 = found ? tg_db_column_dup_text (st, 0) : NULL;
  *bytes = found ? tg_db_column_int (st, 1) : 0;
  return TRUE;
}

GPtrArray *
tg_attachment_table_list_waiting (TgStoreConnection  *conn,
                                  const char         *sha256,
                                  GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT a.id FROM attempt_attachment n JOIN attempt a ON a.id = n.attempt"
                   " WHERE n.sha256 = :sha256 AND a.state = 'queued'"
                   " ORDER BY a.rid", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":sha256", sha256);
  return tg_store_read_texts (st, error);
}

gboolean
tg_attachment_table_set_uploaded (TgStoreConnection  *conn,
                                  const char         *sha256,
                                  GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db, "UPDATE attachment SET uploaded = :now WHERE sha256 = :sha256", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":sha256", sha256);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return tg_db_run (st, error);
}

gboolean
tg_attachment_table_forget_uploads (TgStoreConnection  *conn,
                                    const char         *attempt,
                                    GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "UPDATE attachment SET uploaded = 0 WHERE sha256 IN"
                   " (SELECT sha256 FROM attempt_attachment WHERE attempt = :attempt)", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":attempt", attempt);
  return tg_db_run (st, error);
}
