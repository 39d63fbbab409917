/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-object.h"

#include <glib/gstdio.h>

#include "tg-disk.h"
#include "tg-error.h"

/* What an upgrade needs and how far it is. On the writer, alone. */

#define MARGIN (16 * 1024 * 1024)

/* Where each part begins, as it was measured with 100,000 filings. */
static const double begins[] = { 0, 0.25, 0.3, 0.6, 0.8, 1 };

G_STATIC_ASSERT (G_N_ELEMENTS (begins) == TG_UPGRADE_DONE + 1);

void
tg_store_tell_upgrade (TgStore       *self,
                       TgUpgradePart  part,
                       gint64         done,
                       gint64         of)
{
  TgStoreUpgrade upgrade = { 0 };

  if (self->upgrading == NULL)
    return;
  upgrade.done = begins[part] + (begins[part + 1] - begins[part]) *
                 (double) MIN (done, of) / (double) MAX (of, 1);
  self->upgrading (self->upgrading_data, &upgrade);
}

static gint64
measure_file (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

static gint64
measure_store (TgStore *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);

  return measure_file (self->path) + measure_file (log);
}

static gint64
measure_attachments (TgStore *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "attachments", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gint64 bytes = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      bytes += measure_file (path);
    }
  return bytes;
}

static gboolean
has_room (TgStoreUpgrade  *upgrade,
          TgStore         *self,
          GError         **error)
{
  g_autofree char *needed = g_format_size ((guint64) upgrade->needed);
  g_autofree char *free = NULL;

  upgrade->free = tg_disk_get_free (self->folder);
  if (upgrade->free >= upgrade->needed)
    return TRUE;
  free = g_format_size ((guint64) upgrade->free);
  g_set_error (error, TG_ERROR, TG_ERROR_NO_SPACE,
               "Upgrading %s needs %s on the disk, and %s are free", self->path, needed, free);
  return FALSE;
}

/* While the backup is packed there are two copies of the store and of imported codes, and one of
 * what goes with them; later the backup and the log. */
gboolean
tg_store_has_room_to_upgrade (TgStore  *self,
                              GError  **error)
{
  TgStoreUpgrade upgrade = { 0 };

  upgrade.needed = measure_store (self) * 2 + measure_attachments (self) + MARGIN;
  if (self->shared_codes != NULL)
    upgrade.needed += measure_file (self->shared_codes) * 2;
  if (has_room (&upgrade, self, error))
    return TRUE;
  if (self->upgrading != NULL)
    self->upgrading (self->upgrading_data, &upgrade);
  return FALSE;
}

/* SQLite makes a copy, and the log takes it over. */
gboolean
tg_store_has_room_for_pages (TgStore  *self,
                             GError  **error)
{
  TgStoreUpgrade upgrade = { 0 };

  upgrade.needed = measure_store (self) * 2 + MARGIN;
  return has_room (&upgrade, self, error);
}
