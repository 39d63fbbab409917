/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include <glib/gstdio.h>

#include "tg-db-private.h"
#include "tg-db-statement.h"
#include "tg-error.h"

/* Brings a file to the newest schema, or leaves it as it was. Foreign keys are off meanwhile,
 * since rebuilding a table would fire them, and are checked as a whole before the commit. */

static gboolean
check_foreign_keys (TgDb    *self,
                    GError **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self, "PRAGMA foreign_key_check", error);
  gboolean has_row;

  if (st == NULL || !tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT,
               "%s: a row of the table %s points to nothing", tg_db_get_path (self),
               tg_db_column_text (st, 0));
  return FALSE;
}

static gboolean
run_scripts (TgDb                *self,
             const char * const  *scripts,
             gint64               count,
             GError             **error)
{
  gint64 version;

  /* Read again inside the transaction: another process may have been first. */
  if (!tg_db_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  for (gint64 i = version; i < count; i++)
    {
      if (!tg_db_exec (self, scripts[i], error))
        {
          g_prefix_error (error, "Schema %" G_GINT64_FORMAT ": ", i + 1);
          return FALSE;
        }
    }
  return check_foreign_keys (self, error) &&
         tg_db_set_pragma (self, "user_version", MAX (version, count), error);
}

static gboolean
migrate_in_transaction (TgDb                *self,
                        const char * const  *scripts,
                        gint64               count,
                        GError             **error)
{
  if (!tg_db_begin (self, error))
    return FALSE;
  if (!run_scripts (self, scripts, count, error))
    {
      tg_db_rollback (self);
      return FALSE;
    }
  return tg_db_commit (self, error);
}

static gboolean
back_up (TgDb        *self,
         const char  *folder,
         gint64       version,
         GError     **error)
{
  g_autofree char *name = g_strdup_printf ("schema-%" G_GINT64_FORMAT ".db", version);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY, "Cannot make the folder %s: %s",
                   folder, g_strerror (errno));
      return FALSE;
    }
  return tg_db_backup_to (self, path, error);
}

gboolean
tg_db_migrate (TgDb                *self,
               const char * const  *scripts,
               const char          *backup_folder,
               GError             **error)
{
  gint64 count = g_strv_length ((char **) scripts);
  gint64 version;
  gboolean is_done;

  if (!tg_db_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > count)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                   "%s was written by a newer version of the program (schema %" G_GINT64_FORMAT
                   ", this one knows %" G_GINT64_FORMAT ")", tg_db_get_path (self), version, count);
      return FALSE;
    }
  if (version == count)
    return TRUE;
  if (version > 0 && backup_folder != NULL && !back_up (self, backup_folder, version, error))
    return FALSE;
  /* Has no effect inside a transaction, so it comes before. */
  if (!tg_db_exec (self, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  is_done = migrate_in_transaction (self, scripts, count, error);
  return tg_db_exec (self, "PRAGMA foreign_keys = ON", is_done ? error : NULL) && is_done;
}
