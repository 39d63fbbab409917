/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-overlay.h"

#include <glib/gstdio.h>

#include "tg-code-import.h"
#include "tg-code-table.h"
#include "tg-db-statement.h"
#include "tg-disk.h"
#include "tg-window-codes.h"

/* It is made under a name of its own and renamed; who has the last one open keeps reading that
 * until he asks again. A table of the window is taken whole: what a pack adds to that table does
 * not count, as the window is whom it is filed with. */

#define PREFIX "codes-used-"     /* of these files alone: what else lies there is not ours */
#define STAGE  ".codes.part"

static char *
make_path (const char *folder,
           const char *base,
           GPtrArray  *marks)
{
  g_autoptr (GString) all = g_string_new (base);
  g_autofree char *digest = NULL;
  g_autofree char *name = NULL;
  GStatBuf info = { 0 };

  g_stat (base, &info);
  g_string_append_printf (all, "\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64) info.st_size,
                          (gint64) info.st_mtime);
  for (guint i = 0; i < marks->len; i++)
    {
      const TgCodeMark *mark = marks->pdata[i];

      g_string_append_printf (all, "\n%s %s %s", mark->table, mark->version, mark->sha256);
    }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
  name = g_strdup_printf (PREFIX "%.16s.db", digest);
  return g_build_filename (folder, name, NULL);
}

static void
remove_others (const char *folder,
               const char *path)
{
  g_autofree char *own = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, PREFIX) && !g_str_has_prefix (name, own))
        g_unlink (other);
    }
}

static gboolean
clear_table (TgDb        *db,
             const char  *sql,
             const char  *table,
             GError     **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  return tg_db_run (st, error);
}

static gboolean
clear_tables (const char  *path,
              GPtrArray   *marks,
              GError     **error)
{
  const TgDbOptions options = { .path = path, .is_cache = TRUE,
                                .application_id = TG_CODES_APPLICATION_ID };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  if (db == NULL || !tg_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < marks->len; i++)
    {
      const TgCodeMark *mark = marks->pdata[i];

      if (!clear_table (db, "DELETE FROM code WHERE table_name = :table", mark->table, error) ||
          !clear_table (db, "DELETE FROM code_search WHERE table_name = :table", mark->table,
                        error))
        {
          tg_db_rollback (db);
          return FALSE;
        }
    }
  return tg_db_commit (db, error);
}

/* A table that the program has keeps its title, and how it is searched. */
static gboolean
fill_table (const char        *window,
            const char        *path,
            const TgCodeMark  *mark,
            GError           **error)
{
  g_autoptr (GPtrArray) rows = tg_window_codes_load (window, mark->table, error);
  const TgCodeImport import = {
    .table = mark->table, .title_zh = mark->table, .title_en = mark->table,
    .version = mark->version, .source = TG_CODE_OVERLAY_SOURCE, .rows = rows,
  };
  guint n_new, n_changed;

  return rows != NULL && tg_code_import_run (&import, path, &n_new, &n_changed, error);
}

static gboolean
fill (const char  *window,
      const char  *base,
      const char  *path,
      GPtrArray   *marks,
      GError     **error)
{
  const TgDbOptions options = { .path = base, .is_read_only = TRUE,
                                .application_id = TG_CODES_APPLICATION_ID };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  if (db == NULL || !tg_db_backup_to (db, path, error) || !clear_tables (path, marks, error))
    return FALSE;
  for (guint i = 0; i < marks->len; i++)
    if (!fill_table (window, path, marks->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
make (const char  *window,
      const char  *base,
      const char  *path,
      GPtrArray   *marks,
      GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stage = g_build_filename (folder, STAGE, NULL);

  if (!tg_disk_remove (stage, error) || !fill (window, base, stage, marks, error))
    return FALSE;
  return tg_disk_move (stage, path, error);
}

char *
tg_code_overlay_find (const char  *window,
                      const char  *base,
                      GError     **error)
{
  g_autoptr (GPtrArray) marks = tg_window_codes_list (window, error);
  g_autofree char *folder = g_path_get_dirname (window);
  g_autofree char *path = NULL;

  if (marks == NULL)
    return NULL;
  if (marks->len == 0)
    return g_strdup (base);
  path = make_path (folder, base, marks);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!make (window, base, path, marks, error))
        return NULL;
      remove_others (folder, path);
    }
  return g_steal_pointer (&path);
}
