/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-rule.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tg-disk.h"
#include "tg-error.h"

/* Names and the rule. Names sort by time; what bears no such name is not ours and stays. */

#define PREFIX "tongguan-"
#define TIME_LENGTH (sizeof "YYYYMMDD-HHMMSS" - 1)
#define CHINA (8 * G_TIME_SPAN_HOUR)

char *
tg_backup_rule_make_name (gint64         time,
                          TgBackupReason reason)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%d-%H%M%S");

  return g_strconcat (PREFIX, stamp, "-", tg_backup_reason_to_name (reason), TG_BACKUP_SUFFIX,
                      NULL);
}

static gboolean
parse_stamp (const char *stamp,
             gint64     *time)
{
  int n[6];
  g_autoptr (GDateTime) utc = NULL;

  if (sscanf (stamp, "%4d%2d%2d-%2d%2d%2d", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]) != 6)
    return FALSE;
  utc = g_date_time_new_utc (n[0], n[1], n[2], n[3], n[4], n[5]);
  if (utc == NULL)
    return FALSE;
  *time = g_date_time_to_unix (utc) * G_USEC_PER_SEC;
  return TRUE;
}

gboolean
tg_backup_rule_parse_name (const char     *name,
                           gint64         *time,
                           TgBackupReason *reason)
{
  g_autofree char *word = NULL;
  const char *stamp = name + strlen (PREFIX);
  gsize length = strlen (name);

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, TG_BACKUP_SUFFIX) ||
      length < strlen (PREFIX) + TIME_LENGTH + 1 + strlen (TG_BACKUP_SUFFIX) ||
      stamp[TIME_LENGTH] != '-' || !parse_stamp (stamp, time))
    return FALSE;
  word = g_strndup (stamp + TIME_LENGTH + 1,
                    length - strlen (PREFIX) - TIME_LENGTH - 1 - strlen (TG_BACKUP_SUFFIX));
  return tg_backup_reason_parse (word, reason);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) b, *(const char * const *) a);
}

/* The last of each of so many days, weeks or months, going back from the newest. */
typedef struct
{
  guint left;
  int   last;
} Span;

static gboolean
keeps (Span *span,
       int   period)
{
  if (span->left == 0 || period == span->last)
    return FALSE;
  span->last = period;
  span->left--;
  return TRUE;
}

static gboolean
is_kept_by_itself (gint64  time,
                   Span   *spans)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc ((time + CHINA) / G_USEC_PER_SEC);
  int days = (int) ((time + CHINA) / G_TIME_SPAN_DAY);
  gboolean daily = keeps (&spans[0], days);
  gboolean weekly = keeps (&spans[1], (days + 3) / 7);   /* the week begins on Monday */
  gboolean monthly = keeps (&spans[2], g_date_time_get_year (day) * 12 +
                            g_date_time_get_month (day));

  return daily || weekly || monthly;
}

static gboolean
is_kept (gint64          time,
         TgBackupReason  reason,
         gint64          now,
         Span           *spans)
{
  switch (reason)
    {
    case TG_BACKUP_CLOSE:
      return is_kept_by_itself (time, spans);
    case TG_BACKUP_UPGRADE:
    case TG_BACKUP_RESTORE:
      return time > now - TG_BACKUP_MONTHS * 31 * G_TIME_SPAN_DAY;
    case TG_BACKUP_HAND:
    case TG_BACKUP_EXPORT:
      return TRUE;
    }
  g_return_val_if_reached (TRUE);
}

GPtrArray *
tg_backup_rule_list_stale (GPtrArray *names,
                           gint64     now)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (names, NULL, NULL);
  g_autoptr (GPtrArray) stale = g_ptr_array_new ();
  Span spans[] = { { TG_BACKUP_DAYS, 0 }, { TG_BACKUP_WEEKS, 0 }, { TG_BACKUP_MONTHS, 0 } };

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      char *name = g_ptr_array_index (sorted, i);
      TgBackupReason reason;
      gint64 time;

      if (tg_backup_rule_parse_name (name, &time, &reason) && !is_kept (time, reason, now, spans))
        g_ptr_array_add (stale, name);
    }

  return g_steal_pointer (&stale);
}

static GPtrArray *
list_files (const char  *folder,
            GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &reason);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, reason->message);
      return NULL;
    }

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return g_steal_pointer (&names);
}

GPtrArray *
tg_backup_rule_list_names (const char  *folder,
                           GError     **error)
{
  g_autoptr (GPtrArray) files = list_files (folder, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (files == NULL)
    return NULL;

  for (guint i = 0; i < files->len; i++)
    if (g_str_has_suffix (files->pdata[i], TG_BACKUP_SUFFIX))
      g_ptr_array_add (names, g_strdup (files->pdata[i]));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Another program may be writing it just now, but not for a day. */
static gboolean
is_left_over (const char *folder,
              const char *name,
              gint64      now)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  return g_str_has_prefix (name, PREFIX) && strstr (name, TG_BACKUP_SUFFIX ".") != NULL &&
         g_stat (path, &info) == 0 && (gint64) info.st_mtime < now / G_USEC_PER_SEC - 24 * 3600;
}

static gboolean
remove_file (const char  *folder,
             const char  *name,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return tg_disk_remove (path, error);
}

gboolean
tg_backup_rule_prune (const char  *folder,
                      gint64       now,
                      GError     **error)
{
  g_autoptr (GPtrArray) names = list_files (folder, error);
  g_autoptr (GPtrArray) stale = NULL;

  if (names == NULL)
    return FALSE;

  stale = tg_backup_rule_list_stale (names, now);
  for (guint i = 0; i < names->len; i++)
    if (is_left_over (folder, names->pdata[i], now))
      g_ptr_array_add (stale, names->pdata[i]);
  for (guint i = 0; i < stale->len; i++)
    if (!remove_file (folder, stale->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* What can't be removed now is when it is a day old. */
void
tg_backup_rule_clear_left_over (const char *folder)
{
  g_autoptr (GPtrArray) names = list_files (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (is_left_over (folder, names->pdata[i], G_MAXINT64))
      remove_file (folder, names->pdata[i], NULL);
}
