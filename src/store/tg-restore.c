/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restore.h"

#include "tg-backup-file.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-feed-table.h"
#include "tg-outbox.h"
#include "tg-schema.h"
#include "tg-store-private.h"
#include "tg-store.h"
#include "tg-swap.h"

/* Unpacking and settling. Connections of their own, on whatever thread this runs. */

gboolean
tg_restore_unpack (const char  *folder,
                   const char  *backup,
                   GError     **error)
{
  g_autofree char *part = tg_swap_prepare (folder, error);

  if (part == NULL)
    return FALSE;
  if (tg_backup_file_unpack (backup, part, error))
    return TRUE;
  tg_swap_give_up (folder);
  return FALSE;
}

/* ---- settling ---- */

/* The window may have got it after the backup was made, so that it must not be taken back as if
 * it had never left. */
static gboolean
doubt_queued (TgStoreConnection  *conn,
              GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db, "SELECT id FROM attempt WHERE state = 'queued' ORDER BY rid", error);
  g_autoptr (GPtrArray) ids = st != NULL ? tg_store_read_texts (st, error) : NULL;
  guint recovered;

  if (ids == NULL)
    return FALSE;
  g_ptr_array_add (ids, NULL);
  return tg_outbox_mark_sending (conn, (const char * const *) ids->pdata, error) &&
         tg_outbox_recover (conn, &recovered, error);
}

/* As after a cursor that the window has forgotten: what we lack comes back by the listing, and
 * events that we have are known by their ids. */
static gboolean
ask_for_listing (TgStoreConnection  *conn,
                 GError            **error)
{
  g_autoptr (TgFeedPosition) events = tg_feed_table_load (conn, TG_FEED_EVENTS, error);
  TgFeedPosition listing = { .cursor = (char *) "", .resume = (char *) "" };

  if (events == NULL)
    return FALSE;
  listing.epoch = *events->epoch != '\0' ? events->epoch : (char *) "restored";
  return tg_feed_table_put (conn, TG_FEED_FILINGS, &listing, error);
}

static gboolean
settle (TgStoreConnection  *conn,
        GError            **error)
{
  if (!tg_db_begin (conn->db, error))
    return FALSE;
  if (doubt_queued (conn, error) && ask_for_listing (conn, error) &&
      tg_db_exec (conn->db, "DELETE FROM lease", error))
    return tg_db_commit (conn->db, error);
  tg_db_rollback (conn->db);
  return FALSE;
}

static gboolean
settle_file (const char  *path,
             const char  *vfs,
             TgSealer    *sealer,
             TgClock     *clock,
             GError     **error)
{
  const TgDbOptions options = { .path = path, .vfs = vfs,
                                .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (TgDb) db = tg_db_open (&options, error);
  TgStoreConnection conn = { .db = db, .sealer = sealer, .clock = clock };

  return db != NULL && tg_db_migrate (db, tg_schema_scripts, NULL, error) &&
         settle (&conn, error) && tg_db_quick_check (db, error);
}

gboolean
tg_restore_settle (const char  *folder,
                   const char  *vfs,
                   TgSealer    *sealer,
                   TgClock     *clock,
                   GError     **error)
{
  g_autofree char *path = tg_swap_dup_part (folder, TG_STORE_FILE);

  g_return_val_if_fail (TG_IS_SEALER (sealer) && TG_IS_CLOCK (clock), FALSE);

  return settle_file (path, vfs, sealer, clock, error) && tg_disk_sync (path, error);
}
