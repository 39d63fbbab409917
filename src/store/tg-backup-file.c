/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-file.h"

#include <string.h>

#include "tg-archive.h"
#include "tg-clock.h"
#include "tg-db.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-json.h"
#include "tg-store.h"

/* Reading backups. Nothing in one is believed before it was compared with the manifest; the
 * manifest itself is read strictly. */

#define MANIFEST_VERSION 1

/* A backup that is being read. */
typedef struct
{
  const char *path;
  GPtrArray  *parts;       /* of TgArchivePart */
  JsonNode   *manifest;
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->manifest, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
fail_corrupt (const char  *path,
              const char  *why,
              const char  *what,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "%s is no whole backup: %s%s", path, why, what);
  return FALSE;
}

static gboolean
check_version (Reading  *reading,
               GError  **error)
{
  JsonObject *object = json_node_get_object (reading->manifest);

  if (strcmp (tg_json_get_string (object, "backup", ""), "tongguan") != 0)
    return fail_corrupt (reading->path, "it is not of this program", "", error);
  if (tg_json_get_int (object, "version", 0) == MANIFEST_VERSION)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
               "%s was made by a newer version of the program", reading->path);
  return FALSE;
}

/* The manifest answers for the other parts, this for the manifest. */
static gboolean
check_manifest (Reading     *reading,
                const char  *text,
                GError     **error)
{
  const TgArchivePart *part = tg_archive_find (reading->parts, TG_BACKUP_SEAL);
  g_autofree char *found = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *wanted = NULL;

  if (part == NULL)
    return fail_corrupt (reading->path, "its manifest is not sealed", "", error);
  wanted = tg_archive_read_text (reading->path, part, error);
  if (wanted == NULL)
    return FALSE;
  return strcmp (found, wanted) == 0 ||
         fail_corrupt (reading->path, "its manifest was changed", "", error);
}

static gboolean
begin (Reading     *reading,
       const char  *path,
       GError     **error)
{
  g_autoptr (GError) reason = NULL;
  TgArchivePart *manifest;
  g_autofree char *text = NULL;

  reading->path = path;
  reading->parts = tg_archive_list (path, error);
  if (reading->parts == NULL)
    return FALSE;
  manifest = tg_archive_find (reading->parts, TG_BACKUP_MANIFEST);
  if (manifest == NULL)
    return fail_corrupt (path, "it has no manifest", "", error);
  text = tg_archive_read_text (path, manifest, error);
  if (text == NULL || !check_manifest (reading, text, error))
    return FALSE;
  reading->manifest = tg_json_parse (text, -1, NULL, &reason);
  if (reading->manifest == NULL || !JSON_NODE_HOLDS_OBJECT (reading->manifest))
    return fail_corrupt (path, "its manifest is not readable", "", error);
  return check_version (reading, error);
}

/* ---- the parts ---- */

static JsonArray *
get_entries (Reading  *reading,
             GError  **error)
{
  JsonArray *entries = tg_json_get_array (json_node_get_object (reading->manifest), "parts");

  if (entries == NULL || json_array_get_length (entries) + 2 != reading->parts->len)
    {
      fail_corrupt (reading->path, "parts and manifest differ", "", error);
      return NULL;
    }
  return entries;
}

/* Where a part goes when it is unpacked; NULL for `to` gives NULL. */
static char *
make_target (const char  *to,
             const char  *name,
             GError     **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;

  if (to == NULL)
    return NULL;
  target = g_build_filename (to, name, NULL);
  folder = g_path_get_dirname (target);
  return tg_disk_make_folder (folder, error) ? g_steal_pointer (&target) : NULL;
}

static gboolean
take_part (Reading     *reading,
           JsonObject  *entry,
           const char  *to,
           GError     **error)
{
  const char *name = tg_json_get_string (entry, "name", "");
  TgArchivePart *part = tg_archive_find (reading->parts, name);
  g_autofree char *target = NULL;
  g_autofree char *found = NULL;

  if (part == NULL || part->bytes != tg_json_get_int (entry, "bytes", -1))
    return fail_corrupt (reading->path, "missing or of another size: ", name, error);
  target = make_target (to, name, error);
  if (to != NULL && target == NULL)
    return FALSE;
  found = tg_archive_extract (reading->path, part, target, error);
  if (found == NULL)
    return FALSE;
  return strcmp (found, tg_json_get_string (entry, "sha256", "")) == 0 ||
         fail_corrupt (reading->path, "changed since it was made: ", name, error);
}

static gboolean
take_parts (Reading     *reading,
            const char  *to,
            GError     **error)
{
  JsonArray *entries = get_entries (reading, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (!take_part (reading, tg_json_get_object_at (entries, i), to, error))
      return FALSE;
  return tg_archive_find (reading->parts, TG_STORE_FILE) != NULL ||
         fail_corrupt (reading->path, "it has no store", "", error);
}

gboolean
tg_backup_file_unpack (const char  *path,
                       const char  *to,
                       GError     **error)
{
  g_auto (Reading) reading = { NULL };
  g_autofree char *attachments = g_build_filename (to, TG_BACKUP_ATTACHMENTS, NULL);

  return begin (&reading, path, error) && take_parts (&reading, to, error) &&
         tg_disk_make_folder (attachments, error) && tg_disk_sync (attachments, error) &&
         tg_disk_sync (to, error);
}

static gboolean
check_store (Reading  *reading,
             GError  **error)
{
  g_autofree char *copy = g_strconcat (reading->path, ".check", NULL);
  g_autofree char *digest =
    tg_archive_extract (reading->path, tg_archive_find (reading->parts, TG_STORE_FILE), copy,
                        error);
  const TgDbOptions options = { .path = copy, .application_id = TG_STORE_APPLICATION_ID,
                                .is_read_only = TRUE };
  TgDb *db = digest != NULL ? tg_db_open (&options, error) : NULL;
  gboolean is_whole = db != NULL && tg_db_quick_check (db, error);

  g_clear_pointer (&db, tg_db_close);
  tg_disk_remove (copy, NULL);
  return is_whole;
}

gboolean
tg_backup_file_verify (const char  *path,
                       gboolean     is_deep,
                       GError     **error)
{
  g_auto (Reading) reading = { NULL };

  return begin (&reading, path, error) && take_parts (&reading, NULL, error) &&
         (!is_deep || check_store (&reading, error));
}

char *
tg_backup_file_read_text (const char  *path,
                          const char  *part,
                          GError     **error)
{
  g_autoptr (GPtrArray) parts = tg_archive_list (path, error);
  TgArchivePart *found = parts != NULL ? tg_archive_find (parts, part) : NULL;

  if (parts == NULL)
    return NULL;
  return found != NULL ? tg_archive_read_text (path, found, error) : g_strdup ("");
}

/* ---- what it says of itself ---- */

static void
read_fields (JsonObject     *object,
             TgBackupFields *fields)
{
  if (!tg_time_from_rfc3339 (tg_json_get_string (object, "time", ""), &fields->time, NULL))
    fields->time = 0;
  if (!tg_backup_reason_parse (tg_json_get_string (object, "reason", ""), &fields->reason))
    fields->reason = TG_BACKUP_HAND;
  fields->schema = (int) tg_json_get_int (object, "schema", 0);
  fields->title = g_strdup (tg_json_get_string (object, "title", ""));
  fields->environment = g_strdup (tg_json_get_string (object, "environment", ""));
  fields->key = tg_backup_key_parse (tg_json_get_string (object, "key", ""));
  fields->key_check = g_strdup (tg_json_get_string (object, "key_check", ""));
  fields->n_filings = tg_json_get_int (object, "filings", 0);
  fields->n_facts = tg_json_get_int (object, "facts", 0);
  fields->n_receipts = tg_json_get_int (object, "receipts", 0);
  fields->n_attachments = tg_json_get_int (object, "attachments", 0);
}

static gint64
get_size (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

static gboolean
read_file (const char      *path,
           TgBackupFields  *fields,
           GError         **error)
{
  g_auto (Reading) reading = { NULL };

  fields->path = g_strdup (path);
  fields->bytes = get_size (path);
  if (!begin (&reading, path, error))
    return FALSE;
  read_fields (json_node_get_object (reading.manifest), fields);
  return TRUE;
}

TgBackup *
tg_backup_file_read (const char  *path,
                     GError     **error)
{
  g_auto (TgBackupFields) fields = { NULL };

  g_return_val_if_fail (path != NULL, NULL);

  return read_file (path, &fields, error) ? tg_backup_new (&fields) : NULL;
}
