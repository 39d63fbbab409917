/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-object.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-archive.h"
#include "tg-backup-file.h"
#include "tg-backup-rule.h"
#include "tg-backup-table.h"
#include "tg-data-dir.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-json.h"
#include "tg-window-codes.h"

/* Making a backup: a compact copy of the store, taken with a connection of its own while others
 * write, is checked and packed with all that a restore needs; the file is read back before it
 * gets its name. Whole or not at all. Not on the main thread of a window. */

#define PACK_NAME_MAX 78      /* the longest that a pack's folder has: a date, an id, a version */

/* One backup under way. */
typedef struct
{
  TgStore        *store;
  const char     *path;
  TgBackupReason  reason;
  char           *snapshot;      /* beside it, for a while */
  char           *codes;
  char           *window_codes;
  char           *part;
  GPtrArray      *names;         /* of the parts */
  GPtrArray      *paths;
  GArray         *sizes;
  JsonBuilder    *manifest;
  gint64          n_attachments;
  TgBackupKey     key;
} Making;

static void
making_clear (Making *self)
{
  tg_disk_remove (self->snapshot, NULL);
  tg_disk_remove (self->codes, NULL);
  tg_disk_remove (self->window_codes, NULL);
  tg_disk_remove (self->part, NULL);
  g_free (self->snapshot);
  g_free (self->codes);
  g_free (self->window_codes);
  g_free (self->part);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->paths);
  g_array_unref (self->sizes);
  g_object_unref (self->manifest);
}

static char *
make_beside (const char *path,
             const char *ending)
{
  g_autofree char *pid = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());

  return g_strconcat (path, ".", pid, ending, NULL);
}

static void
making_begin (Making         *self,
              TgStore        *store,
              const char     *path,
              TgBackupReason  reason)
{
  self->store = store;
  self->path = path;
  self->reason = reason;
  self->snapshot = make_beside (path, ".store");
  self->codes = make_beside (path, ".codes");
  self->window_codes = make_beside (path, ".window");
  self->part = make_beside (path, ".part");
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->manifest = json_builder_new ();
}

/* ---- the copies ---- */

static gboolean
copy_store (Making  *making,
            TgDb    *db,
            GError **error)
{
  const TgDbOptions options = { .path = making->snapshot, .is_read_only = TRUE };
  TgDb *copy;
  gboolean is_whole;

  if (!tg_db_backup_to (db, making->snapshot, error))
    return FALSE;
  copy = tg_db_open (&options, error);
  is_whole = copy != NULL && tg_db_quick_check (copy, error);
  g_clear_pointer (&copy, tg_db_close);
  return is_whole;
}

static gboolean
copy_tables (const char  *from,
             const char  *to,
             GError     **error)
{
  const TgDbOptions options = { .path = from, .is_read_only = TRUE };
  TgDb *db;
  gboolean is_done;

  if (from == NULL || !g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  db = tg_db_open (&options, error);
  is_done = db != NULL && tg_db_backup_to (db, to, error);
  g_clear_pointer (&db, tg_db_close);
  return is_done;
}

/* What people imported on this computer stands nowhere else; what came with the program does. What
 * the window gave it can give again, so that damage to it stops nothing. */
static gboolean
copy_codes (Making  *making,
            GError **error)
{
  g_autofree char *given = g_build_filename (making->store->folder, TG_WINDOW_CODES_FILE, NULL);
  g_autoptr (GError) local = NULL;

  if (!copy_tables (making->store->shared_codes, making->codes, error))
    return FALSE;
  if (copy_tables (given, making->window_codes, &local))
    return TRUE;
  if (!g_error_matches (local, TG_ERROR, TG_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return tg_disk_remove (making->window_codes, error);
}

/* ---- the parts ---- */

static void
set_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
set_int (JsonBuilder *builder,
         const char  *member,
         gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

/* No matter if there is no such file. */
static gboolean
add_part (Making      *making,
          const char  *name,
          const char  *path,
          GError     **error)
{
  g_autofree char *digest = NULL;
  gint64 bytes;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  if (!tg_disk_digest (path, &digest, &bytes, error))
    return FALSE;
  json_builder_begin_object (making->manifest);
  set_text (making->manifest, "name", name);
  set_int (making->manifest, "bytes", bytes);
  set_text (making->manifest, "sha256", digest);
  json_builder_end_object (making->manifest);
  g_ptr_array_add (making->names, g_strdup (name));
  g_ptr_array_add (making->paths, g_strdup (path));
  g_array_append_val (making->sizes, bytes);
  return TRUE;
}

static gboolean
add_beside_store (Making      *making,
                  const char  *name,
                  GError     **error)
{
  g_autofree char *path = g_build_filename (making->store->folder, name, NULL);

  return add_part (making, name, path, error);
}

static gboolean
is_digest (const char *name)
{
  gsize length = strspn (name, "0123456789abcdef");

  return length == 64 && name[length] == '\0';
}

/* Not what is still being written there under another name. */
static gboolean
add_attachments (Making  *making,
                 GError **error)
{
  g_autofree char *folder = g_build_filename (making->store->folder, TG_BACKUP_ATTACHMENTS, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *part = g_strconcat (TG_BACKUP_ATTACHMENTS, "/", name, NULL);

      if (!is_digest (name))
        continue;
      if (!add_beside_store (making, part, error))
        return FALSE;
      making->n_attachments++;
    }
  return TRUE;
}

/* "2026-12-01_official_3"; what is still being installed has another name. */
static gboolean
is_pack_folder (const char *name)
{
  gsize length = strspn (name, "0123456789abcdefghijklmnopqrstuvwxyz_.-");

  return g_ascii_isdigit (name[0]) && name[length] == '\0' && length <= PACK_NAME_MAX;
}

/* The files as they came, which alone are signed; the rest is unpacked from them. */
static gboolean
add_packs (Making  *making,
           GError **error)
{
  const char *root = making->store->shared_packs;
  g_autoptr (GDir) dir = root != NULL ? g_dir_open (root, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, TG_DATA_DIR_PACK_FILE, NULL);
      g_autofree char *part = g_strjoin ("/", TG_BACKUP_PACKS, name, TG_DATA_DIR_PACK_FILE, NULL);

      if (is_pack_folder (name) && !add_part (making, part, path, error))
        return FALSE;
    }
  return TRUE;
}

/* Never the open key of a workspace that files for real, nor beside one under a passphrase. */
static gboolean
add_key (Making      *making,
         gboolean     is_real,
         GError     **error)
{
  guint n_before = making->names->len;

  if (!add_beside_store (making, TG_BACKUP_WRAPPED_KEY, error))
    return FALSE;
  if (making->names->len > n_before)
    {
      making->key = TG_BACKUP_KEY_WRAPPED;
      return TRUE;
    }
  if (is_real || !add_beside_store (making, TG_BACKUP_KEY, error))
    return is_real;
  if (making->names->len > n_before)
    making->key = TG_BACKUP_KEY_OPEN;
  return TRUE;
}

static gboolean
add_parts (Making      *making,
           gboolean     is_real,
           GError     **error)
{
  json_builder_set_member_name (making->manifest, "parts");
  json_builder_begin_array (making->manifest);
  if (!add_part (making, TG_STORE_FILE, making->snapshot, error) ||
      !add_beside_store (making, TG_BACKUP_IDENTITY, error) ||
      !add_key (making, is_real, error) ||
      !add_part (making, TG_BACKUP_CODES, making->codes, error) ||
      !add_part (making, TG_WINDOW_CODES_FILE, making->window_codes, error) ||
      !add_packs (making, error) || !add_attachments (making, error))
    return FALSE;
  json_builder_end_array (making->manifest);
  return TRUE;
}

/* ---- what it says of itself ---- */

static char *
query_text (TgDb       *db,
            const char *sql)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, sql, NULL);
  gboolean has_row = FALSE;

  if (st == NULL || !tg_db_step (st, &has_row, NULL) || !has_row)
    return g_strdup ("");
  return g_strdup (tg_store_column (st, 0));
}

static gboolean
set_count (Making      *making,
           TgDb        *db,
           const char  *member,
           const char  *sql,
           GError     **error)
{
  gint64 count;

  if (!tg_db_query_int (db, sql, &count, error))
    return FALSE;
  set_int (making->manifest, member, count);
  return TRUE;
}

static gboolean
set_figures (Making   *making,
             TgDb     *db,
             gboolean *is_real,
             GError  **error)
{
  g_autofree char *title = query_text (db, "SELECT name FROM enterprise ORDER BY rid LIMIT 1");
  g_autofree char *environment =
    query_text (db, "SELECT value FROM setting WHERE name = 'environment'");

  set_text (making->manifest, "title", title);
  set_text (making->manifest, "environment", environment);
  *is_real = strcmp (environment, "production") == 0;
  return set_count (making, db, "schema", "PRAGMA user_version", error) &&
         set_count (making, db, "filings", "SELECT count(*) FROM filing", error) &&
         set_count (making, db, "facts", "SELECT count(*) FROM fact", error) &&
         set_count (making, db, "receipts", "SELECT count(*) FROM receipt", error);
}

static gboolean
describe (Making   *making,
          TgDb     *db,
          GError  **error)
{
  g_autofree char *time = tg_time_to_rfc3339 (tg_clock_get_time (making->store->clock));
  g_autofree char *check = tg_sealer_hash (making->store->sealer, "backup", "key");
  gboolean is_real;

  json_builder_begin_object (making->manifest);
  set_text (making->manifest, "backup", "tongguan");
  set_int (making->manifest, "version", 1);
  set_text (making->manifest, "program", TG_VERSION);
  set_text (making->manifest, "time", time);
  set_text (making->manifest, "reason", tg_backup_reason_to_name (making->reason));
  set_text (making->manifest, "key_check", check);
  if (!set_figures (making, db, &is_real, error) || !add_parts (making, is_real, error))
    return FALSE;
  set_int (making->manifest, "attachments", making->n_attachments);
  set_text (making->manifest, "key", tg_backup_key_to_name (making->key));
  json_builder_end_object (making->manifest);
  return TRUE;
}

/* ---- packing ---- */

static gboolean
pack (Making  *making,
      GError **error)
{
  g_autoptr (TgArchiveWriter) writer =
    tg_archive_writer_new (making->part, tg_clock_get_time (making->store->clock), error);
  g_autoptr (JsonNode) root = json_builder_get_root (making->manifest);
  g_autofree char *text = writer != NULL ? tg_json_to_canonical (root, error) : NULL;
  g_autofree char *digest = NULL;

  if (text == NULL || !tg_archive_writer_add_text (writer, TG_BACKUP_MANIFEST, text, error))
    return FALSE;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (!tg_archive_writer_add_text (writer, TG_BACKUP_SEAL, digest, error))
    return FALSE;
  for (guint i = 0; i < making->names->len; i++)
    if (!tg_archive_writer_add_file (writer, making->names->pdata[i], making->paths->pdata[i],
                                     g_array_index (making->sizes, gint64, i), error))
      return FALSE;
  return tg_archive_writer_finish (writer, error);
}

gboolean
tg_store_write_backup (TgStore         *self,
                       TgDb            *db,
                       const char      *path,
                       TgBackupReason   reason,
                       GError         **error)
{
  Making making = { NULL };
  gboolean is_done;

  making_begin (&making, self, path, reason);
  is_done = copy_store (&making, db, error) && copy_codes (&making, error);
  tg_store_tell_upgrade (self, TG_UPGRADE_COPY, 1, 2);
  is_done = is_done && describe (&making, db, error) && pack (&making, error);
  tg_store_tell_upgrade (self, TG_UPGRADE_COPY, 3, 4);
  is_done = is_done && tg_backup_file_verify (making.part, FALSE, error) &&
            tg_disk_move (making.part, path, error);
  making_clear (&making);
  return is_done;
}

static gboolean
write_from_outside (TgStore         *self,
                    const char      *path,
                    TgBackupReason   reason,
                    GError         **error)
{
  const TgDbOptions options = {
    .path = self->path,
    .vfs = self->vfs,
    .application_id = TG_STORE_APPLICATION_ID,
    .is_read_only = TRUE,
  };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  return db != NULL && tg_store_write_backup (self, db, path, reason, error);
}

/* ---- the dated ones ---- */

typedef struct
{
  const char *file;
  const char *why;
  gint64      bytes;
} Note;

static gpointer
note_backup (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  Note *note = data;

  tg_backup_table_add (conn, note->file, note->why, note->bytes, error);
  return NULL;
}

char *
tg_store_choose_backup (TgStore        *self,
                        TgBackupReason  reason)
{
  gint64 time = tg_clock_get_time (self->clock);

  for (;; time += G_USEC_PER_SEC)
    {
      g_autofree char *name = tg_backup_rule_make_name (time, reason);
      g_autofree char *path = g_build_filename (self->folder, TG_STORE_BACKUPS, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* It was read back when it was made, which the list may say. */
static gboolean
take_into_list (TgStore         *self,
                const char      *path,
                TgBackupReason   reason,
                GError         **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GError *fault = NULL;
  GStatBuf info;
  Note note = { .file = name, .why = tg_backup_reason_to_name (reason) };

  if (g_stat (path, &info) == 0)
    note.bytes = (gint64) info.st_size;
  tg_backup_folder_note_good (folder, name, note.bytes);
  if (self->writer != NULL)
    tg_store_write (self, note_backup, &note, &fault);
  if (fault == NULL && tg_backup_rule_prune (folder, tg_clock_get_time (self->clock), &fault))
    return TRUE;
  g_propagate_error (error, fault);
  return FALSE;
}

char *
tg_store_backup (TgStore         *self,
                 TgBackupReason   reason,
                 GError         **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (TG_IS_STORE (self), NULL);

  path = tg_store_choose_backup (self, reason);
  if (!write_from_outside (self, path, reason, error) ||
      !take_into_list (self, path, reason, error))
    return NULL;
  return g_steal_pointer (&path);
}

gboolean
tg_store_export (TgStore     *self,
                 const char  *path,
                 GError     **error)
{
  g_return_val_if_fail (TG_IS_STORE (self) && path != NULL, FALSE);

  return write_from_outside (self, path, TG_BACKUP_EXPORT, error);
}

typedef struct
{
  TgBackupReason  reason;
  char           *path;      /* of an export, else NULL */
} Order;

static void
order_free (Order *order)
{
  g_free (order->path);
  g_free (order);
}

static void
back_up_in_pool (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  char *path = NULL;

  if (order->path == NULL)
    path = tg_store_backup (TG_STORE (source), order->reason, &error);
  else if (tg_store_export (TG_STORE (source), order->path, &error))
    path = g_strdup (order->path);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
start_backup (TgStore             *self,
              TgBackupReason       reason,
              const char          *path,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->reason = reason;
  order->path = g_strdup (path);
  g_task_set_source_tag (task, start_backup);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, back_up_in_pool);
}

void
tg_store_backup_async (TgStore             *self,
                       TgBackupReason       reason,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (TG_IS_STORE (self));

  start_backup (self, reason, NULL, cancellable, callback, user_data);
}

char *
tg_store_backup_finish (TgStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tg_store_export_async (TgStore             *self,
                       const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (TG_IS_STORE (self) && path != NULL);

  start_backup (self, TG_BACKUP_EXPORT, path, cancellable, callback, user_data);
}

gboolean
tg_store_export_finish (TgStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_autofree char *path = tg_store_backup_finish (self, result, error);

  return path != NULL;
}
