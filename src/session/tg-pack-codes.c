/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-codes.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tg-code-import.h"
#include "tg-code-table.h"
#include "tg-csv.h"
#include "tg-date.h"
#include "tg-db.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-pack-shelf.h"

/* Nobody ever sees half of it: it is made under a name of its own and renamed. Who has the last one
 * open keeps reading that until he asks again. */

/* ---- rows ---- */

static const char *
get_cell (GPtrArray  *row,
          GHashTable *columns,
          const char *name)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (columns, name, NULL, &index) ||
      GPOINTER_TO_UINT (index) >= row->len)
    return "";
  return row->pdata[GPOINTER_TO_UINT (index)];
}

static GHashTable *
read_extra (GPtrArray *row,
            GPtrArray *heading)
{
  static const char * const own[] = { "code", "name_zh", "name_en", "valid_from", "valid_to",
                                      NULL };
  GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < heading->len && i < row->len; i++)
    {
      const char *value = row->pdata[i];

      if (value[0] != '\0' && !g_strv_contains (own, heading->pdata[i]))
        g_hash_table_insert (extra, g_strdup (heading->pdata[i]), g_strdup (value));
    }
  return extra;
}

static TgDatedCode *
read_row (GPtrArray   *row,
          GPtrArray   *heading,
          GHashTable  *columns,
          GError     **error)
{
  const char *code = get_cell (row, columns, "code");
  const char *name = get_cell (row, columns, "name_zh");
  const char *from = get_cell (row, columns, "valid_from");
  const char *to = get_cell (row, columns, "valid_to");

  if (code[0] == '\0' || name[0] == '\0' || (from[0] != '\0' && !tg_date_is_valid (from)) ||
      (to[0] != '\0' && (!tg_date_is_valid (to) || strcmp (to, from) < 0)))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("the row of code “%s” lacks its code, its name or its days"), code);
      return NULL;
    }
  return tg_dated_code_new (tg_code_row_new (code, name, get_cell (row, columns, "name_en"),
                                             read_extra (row, heading)), from, to);
}

static GPtrArray *
read_rows (GPtrArray  *cells,
           GError    **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *heading = cells->pdata[0];

  for (guint i = 0; i < heading->len; i++)
    g_hash_table_insert (columns, heading->pdata[i], GUINT_TO_POINTER (i));
  for (guint i = 1; i < cells->len; i++)
    {
      TgDatedCode *row = read_row (cells->pdata[i], heading, columns, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
tg_pack_codes_read (const char  *text,
                    GError     **error)
{
  g_autoptr (GPtrArray) cells = tg_csv_read (text, ',', error);

  if (cells == NULL)
    return NULL;
  if (cells->len < 2)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, _("the table has no rows"));
      return NULL;
    }
  return read_rows (cells, error);
}

/* ---- a pack's tables ---- */

gboolean
tg_pack_codes_exist (const char *folder)
{
  g_autofree char *codes = g_build_filename (folder, "codes", NULL);

  return g_file_test (codes, G_FILE_TEST_IS_DIR);
}

static gboolean
import_file (const TgPack      *pack,
             const TgPackFile  *file,
             const char        *path,
             GError           **error)
{
  g_autofree char *base = g_path_get_basename (file->path);
  g_autofree char *table = g_strndup (base, strlen (base) - strlen (".csv"));
  const TgText *title = g_hash_table_lookup (pack->tables, table);
  g_autofree char *name = tg_pack_dup_name (pack);
  g_autoptr (GPtrArray) rows = tg_pack_codes_read (file->text, error);
  TgCodeImport import = {
    .table = table,
    .title_zh = title != NULL ? tg_text_get_in (title, "zh") : table,
    .title_en = title != NULL ? tg_text_get_in (title, "en") : table,
    .version = pack->date,
    .source = name,
    .rows = rows,
  };
  guint n_new;
  guint n_changed;

  if (rows != NULL && tg_code_import_run (&import, path, &n_new, &n_changed, error))
    return TRUE;
  g_prefix_error (error, "%s: ", file->path);
  return FALSE;
}

static gboolean
import_pack (const char  *folder,
             const char  *path,
             GError     **error)
{
  g_autoptr (TgPack) pack = tg_pack_shelf_load (folder, error);

  for (guint i = 0; pack != NULL && i < pack->files->len; i++)
    {
      const TgPackFile *file = pack->files->pdata[i];

      if (g_str_has_prefix (file->path, "codes/") && !import_file (pack, file, path, error))
        return FALSE;
    }
  return pack != NULL;
}

static gboolean
copy_base (const char  *base,
           const char  *path,
           GError     **error)
{
  TgDbOptions options = {
    .path = base,
    .application_id = TG_CODES_APPLICATION_ID,
    .is_read_only = TRUE,
  };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  return db != NULL && tg_db_backup_to (db, path, error);
}

gboolean
tg_pack_codes_make (const char  *base,
                    const char  *path,
                    const char  *folder,
                    GError     **error)
{
  return copy_base (base, path, error) && import_pack (folder, path, error);
}

/* ---- all of them ---- */

static GPtrArray *
list_with_codes (const char *root)
{
  g_autoptr (GPtrArray) folders = tg_pack_folder_list (root);
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < folders->len; i++)
    {
      const TgPackFolder *folder = folders->pdata[i];

      if (tg_pack_codes_exist (folder->path))
        g_ptr_array_add (out, g_strdup (folder->path));
    }
  return out;
}

static char *
make_name (const char *root,
           const char *base,
           GPtrArray  *folders)
{
  g_autoptr (GString) all = g_string_new (base);
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;
  GStatBuf info = { 0 };

  if (g_stat (base, &info) == 0)
    g_string_append_printf (all, "\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64) info.st_size,
                            (gint64) info.st_mtime);
  for (guint i = 0; i < folders->len; i++)
    g_string_append_printf (all, "\n%s", (const char *) folders->pdata[i]);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
  name = g_strdup_printf (TG_PACK_FOLDER_CODES "%.16s.db", digest);
  return g_build_filename (root, name, NULL);
}

/* The last one served another program or fewer packs. */
static void
remove_others (const char *root,
               const char *path)
{
  g_autofree char *own = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (root, name, NULL);

      if (g_str_has_prefix (name, TG_PACK_FOLDER_CODES) && !g_str_has_prefix (name, own))
        g_unlink (other);
    }
}

static gboolean
import_all (const char  *base,
            const char  *path,
            GPtrArray   *folders,
            GError     **error)
{
  if (!copy_base (base, path, error))
    return FALSE;
  for (guint i = 0; i < folders->len; i++)
    if (!import_pack (folders->pdata[i], path, error))
      return FALSE;
  return TRUE;
}

static gboolean
make_all (const char  *base,
          const char  *path,
          GPtrArray   *folders,
          GError     **error)
{
  g_autofree char *root = g_path_get_dirname (path);
  g_autofree char *stage = g_build_filename (root, TG_PACK_STAGE, NULL);
  g_autofree char *made = NULL;
  g_autoptr (GError) local = NULL;
  gboolean ok;

  if (g_mkdtemp (stage) == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY, _("%s can't be written: %s"), root,
                   g_strerror (errno));
      return FALSE;
    }
  made = g_build_filename (stage, "codes.db", NULL);
  ok = import_all (base, made, folders, error);
  if (ok && (!tg_disk_sync (made, &local) || !tg_disk_move (made, path, &local)))
    {
      g_set_error (error, local->domain, local->code, _("%s can't be written: %s"), path,
                   local->message);
      ok = FALSE;
    }
  tg_pack_shelf_remove (stage);
  return ok;
}

char *
tg_pack_codes_find (const char  *root,
                    const char  *base,
                    GError     **error)
{
  g_autoptr (GPtrArray) folders = list_with_codes (root);
  g_autofree char *path = NULL;

  if (folders->len == 0)
    return g_strdup (base);
  path = make_name (root, base, folders);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!make_all (base, path, folders, error))
        return NULL;
      remove_others (root, path);
    }
  return g_steal_pointer (&path);
}
