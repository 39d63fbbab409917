/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-folder.h"

#include <errno.h>
#include <string.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tg-date.h"
#include "tg-error.h"
#include "tg-json.h"

/* An installed pack is known by its folder's name alone: nothing has to be read to list them. A
 * name that is not of this shape, such as that of a folder still being filled, is no pack. */

#define MANIFEST  "pack.json"
#define MAX_DEPTH 5

static gboolean
fail_file (const char  *path,
           GError     **error)
{
  g_set_error (error, TG_ERROR, errno == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
               _("%s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* ---- installed ---- */

void
tg_pack_folder_free (TgPackFolder *self)
{
  g_free (self->path);
  g_free (self->date);
  g_free (self->id);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TgPackFolder *x = *(TgPackFolder * const *) a;
  const TgPackFolder *y = *(TgPackFolder * const *) b;
  int order = strcmp (x->date, y->date);

  if (order == 0)
    order = strcmp (x->id, y->id);
  return order != 0 ? order : (int) x->version - (int) y->version;
}

/* NULL where it is not named like an installed pack. */
static TgPackFolder *
read_name (const char *root,
           const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  guint64 version = 0;
  TgPackFolder *self;

  if (g_strv_length (parts) != 3 || !tg_date_is_valid (parts[0]) || !tg_pack_is_id (parts[1]) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 1, 999999, &version, NULL))
    return NULL;
  self = g_new0 (TgPackFolder, 1);
  self->path = g_build_filename (root, name, NULL);
  self->date = g_strdup (parts[0]);
  self->id = g_strdup (parts[1]);
  self->version = (guint) version;
  return self;
}

GPtrArray *
tg_pack_folder_list (const char *root)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_pack_folder_free);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      TgPackFolder *folder = read_name (root, name);

      if (folder != NULL)
        g_ptr_array_add (out, folder);
    }
  g_ptr_array_sort (out, compare);
  return out;
}

char *
tg_pack_folder_dup_name (const TgPack *pack)
{
  return g_strdup_printf ("%s_%s_%u", pack->date, pack->id, pack->version);
}

gboolean
tg_pack_folder_add_all (TgCatalogue  *catalogue,
                        const char   *root,
                        GError      **error)
{
  g_autoptr (GPtrArray) folders = tg_pack_folder_list (root);

  for (guint i = 0; i < folders->len; i++)
    {
      const TgPackFolder *folder = folders->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s %u", folder->id, folder->version);

      if (tg_catalogue_add (catalogue, folder->path, name, error))
        continue;
      g_prefix_error (error, _("The pack %s is damaged; remove its folder and install it again: "),
                      name);
      return FALSE;
    }
  return TRUE;
}

TgCatalogue *
tg_pack_folder_catalogue (const char  *root,
                          GError     **error)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, error);

  if (catalogue == NULL || !tg_pack_folder_add_all (catalogue, root, error))
    return NULL;
  return g_steal_pointer (&catalogue);
}

char *
tg_pack_folder_dup_codes (const char *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, TG_PACK_FOLDER_CODES) && g_str_has_suffix (name, ".db"))
      return g_build_filename (root, name, NULL);
  return NULL;
}

TgPack *
tg_pack_folder_load (const char    *folder,
                     TgPackVerify   verify,
                     gpointer       user_data,
                     GError       **error)
{
  g_autofree char *path = g_build_filename (folder, TG_PACK_FOLDER_FILE, NULL);
  g_autoptr (GBytes) file = NULL;
  TgPack *pack;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  file = g_bytes_new_take (data, length);
  pack = tg_pack_read (file, verify, user_data, error);
  if (pack == NULL)
    g_prefix_error (error, "%s: ", path);
  return pack;
}

/* A blank line at the end is no other form. */
gboolean
tg_pack_folder_has_same (const char       *path,
                         const TgPackFile *file)
{
  g_autofree char *there = NULL;
  g_autofree char *here = g_strstrip (g_strdup (file->text));

  return g_file_get_contents (path, &there, NULL, NULL) &&
         g_str_equal (g_strstrip (there), here);
}

/* ---- unpacking ---- */

static gboolean
write_file (const char  *folder,
            const char  *name,
            const char  *data,
            gsize        length,
            GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0700) != 0)
    return fail_file (parent, error);
  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

gboolean
tg_pack_folder_unpack (const TgPack  *pack,
                       GBytes        *file,
                       const char    *folder,
                       GError       **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);

  for (guint i = 0; i < pack->files->len; i++)
    {
      const TgPackFile *member = pack->files->pdata[i];

      /* Said once more where it counts: nothing is written beside the folder. */
      g_return_val_if_fail (tg_pack_is_path (member->path), FALSE);
      if (!write_file (folder, member->path, member->text, strlen (member->text), error))
        return FALSE;
    }
  return write_file (folder, TG_PACK_FOLDER_FILE, data, length, error);
}

/* ---- collecting ---- */

static gboolean
add_file (JsonObject  *files,
          const char  *full,
          const char  *path,
          GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!tg_pack_is_path (path))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("%s: a pack holds forms/ID/VERSION/…, facts/…, rules/… and codes/TABLE.csv "
                     "only"),
                   full);
      return FALSE;
    }
  if (!g_file_get_contents (full, &text, &length, error))
    return FALSE;
  if (strlen (text) != length || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("%s is not UTF-8 text"), full);
      return FALSE;
    }
  json_object_set_string_member (files, path, text);
  return TRUE;
}

static gboolean
add_folder (JsonObject  *files,
            const char  *full,
            const char  *path,
            guint        depth,
            GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (full, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (full, name, NULL);
      g_autofree char *below = path[0] != '\0' ? g_strjoin ("/", path, name, NULL)
                                               : g_strdup (name);
      gboolean is_folder = g_file_test (child, G_FILE_TEST_IS_DIR) && depth < MAX_DEPTH;

      if (g_str_equal (below, MANIFEST) || name[0] == '.')
        continue;
      if (!(is_folder ? add_folder (files, child, below, depth + 1, error)
                      : add_file (files, child, below, error)))
        return FALSE;
    }
  return TRUE;
}

/* What a maker need not write. */
static void
fill_manifest (JsonObject *object)
{
  static const char * const texts[] = { "valid_from", "valid_to", "successor" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!json_object_has_member (object, texts[i]))
      json_object_set_string_member (object, texts[i], "");
  if (!json_object_has_member (object, "tables"))
    json_object_set_object_member (object, "tables", json_object_new ());
}

static JsonNode *
load_manifest (const char  *folder,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, MANIFEST, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  root = tg_json_parse (text, (gssize) length, &TG_JSON_LIMITS_DEFAULT, error);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
      !json_object_has_member (json_node_get_object (root), "files"))
    return g_steal_pointer (&root);
  if (root != NULL)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "not an object, or one with “files”");
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

GBytes *
tg_pack_folder_collect (const char  *folder,
                        GError     **error)
{
  g_autoptr (JsonNode) manifest = load_manifest (folder, error);
  JsonObject *files = json_object_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (TgPack) pack = NULL;
  char *canonical;

  if (manifest == NULL || !add_folder (files, folder, "", 0, error))
    {
      json_object_unref (files);
      return NULL;
    }
  fill_manifest (json_node_get_object (manifest));
  json_object_set_object_member (json_node_get_object (manifest), "files", files);
  canonical = tg_json_to_canonical (manifest, error);
  if (canonical == NULL)
    return NULL;
  body = g_bytes_new_take (canonical, strlen (canonical));
  pack = tg_pack_read_body (body, error);
  return pack != NULL ? g_steal_pointer (&body) : NULL;
}

gboolean
tg_pack_folder_write (const char  *path,
                      GBytes      *file,
                      GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);

  return g_file_set_contents (path, data, (gssize) length, error);
}
