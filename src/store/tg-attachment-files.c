/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attachment-files.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tg-db.h"
#include "tg-error.h"
#include "tg-store-private.h"

/* A file appears whole or not at all, so what is there is what was put; and it is checked against
 * its name whenever it is read. Writer and reader. */

#define FOLDER "attachments"

static char *
dup_folder (TgStoreConnection *conn)
{
  g_autofree char *folder = g_path_get_dirname (tg_db_get_path (conn->db));

  return g_build_filename (folder, FOLDER, NULL);
}

static char *
dup_path (TgStoreConnection *conn,
          const char        *sha256)
{
  g_autofree char *folder = dup_folder (conn);

  return g_build_filename (folder, sha256, NULL);
}

gboolean
tg_attachment_files_put (TgStoreConnection  *conn,
                         const char         *sha256,
                         GBytes             *content,
                         GError            **error)
{
  g_autofree char *folder = dup_folder (conn);
  g_autofree char *path = dup_path (conn, sha256);
  g_autofree char *place = tg_store_place ("attachment", sha256, "content");
  g_autoptr (GBytes) sealed = tg_sealer_seal (conn->sealer, place, content, error);
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *data;

  if (sealed == NULL)
    return FALSE;
  data = g_bytes_get_data (sealed, &size);
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, data, (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local))
    return TRUE;
  g_set_error (error, TG_ERROR,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? TG_ERROR_NO_SPACE
                                                                         : TG_ERROR_READ_ONLY,
               "%s: %s", path, local != NULL ? local->message : g_strerror (errno));
  return FALSE;
}

GBytes *
tg_attachment_files_load (TgStoreConnection  *conn,
                          const char         *sha256,
                          GError            **error)
{
  g_autofree char *path = dup_path (conn, sha256);
  g_autofree char *place = tg_store_place ("attachment", sha256, "content");
  g_autofree char *found = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) content = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no file %s", path);
      return NULL;
    }
  sealed = g_bytes_new_take (data, size);
  content = tg_sealer_open (conn->sealer, place, sealed, error);
  if (content == NULL)
    return NULL;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (strcmp (found, sha256) == 0)
    return g_steal_pointer (&content);
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "The file %s is not what it was", path);
  return NULL;
}

void
tg_attachment_files_remove (TgStoreConnection *conn,
                            const char        *sha256)
{
  g_autofree char *path = dup_path (conn, sha256);

  g_unlink (path);
}
