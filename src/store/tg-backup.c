/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tg-error.h"
#include "tg-store-private.h"

/* Which copies there are and which may go: the last ten stay, and the last of each of the last
 * thirty days. Names sort by time; what bears no such name is not ours and stays. */

#define PREFIX "store-"
#define SUFFIX ".db"
#define NAME_LENGTH (sizeof "store-YYYYMMDD-HHMMSS.db" - 1)
#define KEEP_LAST 10
#define KEEP_DAYS 30

char *
tg_backup_make_name (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (utc, PREFIX "%Y%m%d-%H%M%S" SUFFIX);
}

static gboolean
is_backup_name (const char *name)
{
  return strlen (name) == NAME_LENGTH && g_str_has_prefix (name, PREFIX) &&
         g_str_has_suffix (name, SUFFIX);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) b, *(const char * const *) a);
}

static gboolean
is_same_day (const char *a,
             const char *b)
{
  return strncmp (a, b, strlen (PREFIX "YYYYMMDD")) == 0;
}

GPtrArray *
tg_backup_list_stale (GPtrArray *names,
                      gint64     now)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) stale = g_ptr_array_new ();
  g_autofree char *oldest = tg_backup_make_name (now - KEEP_DAYS * G_TIME_SPAN_DAY);

  for (guint i = 0; i < names->len; i++)
    if (is_backup_name (g_ptr_array_index (names, i)))
      g_ptr_array_add (sorted, g_ptr_array_index (names, i));
  g_ptr_array_sort (sorted, compare_names);

  for (guint i = KEEP_LAST; i < sorted->len; i++)
    {
      char *name = g_ptr_array_index (sorted, i);
      gboolean is_last_of_day = !is_same_day (name, g_ptr_array_index (sorted, i - 1));

      if (!is_last_of_day || g_strcmp0 (name, oldest) < 0)
        g_ptr_array_add (stale, name);
    }

  return g_steal_pointer (&stale);
}

static GPtrArray *
list_names (const char  *folder,
            GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, reason->message);
      return NULL;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return g_steal_pointer (&names);
}

gboolean
tg_backup_prune (const char  *folder,
                 gint64       now,
                 GError     **error)
{
  g_autoptr (GPtrArray) names = list_names (folder, error);
  g_autoptr (GPtrArray) stale = NULL;

  if (names == NULL)
    return FALSE;

  stale = tg_backup_list_stale (names, now);
  for (guint i = 0; i < stale->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (stale, i), NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_FAILED, "Cannot remove the old copy %s: %s", path,
                       g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
tg_backup_table_add (TgStoreConnection  *conn,
                     const char         *file,
                     const char         *why,
                     gint64              bytes,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO backup (file, why, bytes, at) VALUES (:file, :why, :bytes, :at)"
                      " ON CONFLICT (file) DO UPDATE SET bytes = excluded.bytes", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":file", file);
  tg_db_bind_text (st, ":why", why);
  tg_db_bind_int (st, ":bytes", bytes);
  tg_db_bind_int (st, ":at", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_backup_table_get_last (TgStoreConnection  *conn,
                          gint64             *at,
                          GError            **error)
{
  tg_store_connection_assert (conn);

  return tg_db_query_int (conn->db, "SELECT coalesce (max (at), 0) FROM backup", at, error);
}
