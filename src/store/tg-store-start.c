/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-object.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tg-backup-rule.h"
#include "tg-error.h"
#include "tg-schema.h"
#include "tg-swap.h"

/* Opening and closing: the folder, the lock, the two threads, migration, and the mark that says
 * whether the last one who had it open came to a clean end. Not on the main thread of a window. */

#define MARK_FILE "open"

static char *
make_path (TgStore    *self,
           const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, TG_ERROR, errno == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
               "Cannot make the folder %s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
make_folders (TgStore  *self,
              GError  **error)
{
  g_autofree char *backups = make_path (self, TG_STORE_BACKUPS);
  g_autofree char *attachments = make_path (self, "attachments");

  return make_folder (self->folder, error) &&
         make_folder (backups, error) &&
         make_folder (attachments, error);
}

/* What the first job on a connection has to do. */
typedef struct
{
  TgStore  *store;
  gboolean  may_migrate;
  gboolean  is_unclean;
} Preparation;

/* A new file has nothing to lose yet. */
static gboolean
back_up_before (TgStore  *store,
                TgDb     *db,
                gint64    version,
                GError  **error)
{
  g_autofree char *path = NULL;

  if (version == 0)
    return TRUE;
  tg_store_tell_upgrade (store, TG_UPGRADE_COPY, 0, 1);
  if (!tg_store_has_room_to_upgrade (store, error))
    return FALSE;
  path = tg_store_choose_backup (store, TG_BACKUP_UPGRADE);
  return tg_store_write_backup (store, db, path, TG_BACKUP_UPGRADE, error);
}

static gpointer
prepare_writer (TgDb      *db,
                gpointer   data,
                GError   **error)
{
  Preparation *preparation = data;
  gint64 version;
  gboolean older;

  if (!tg_db_query_int (db, "PRAGMA user_version", &version, error))
    return NULL;
  older = version < TG_SCHEMA_VERSION;
  if (older && !preparation->may_migrate)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_BUSY,
                   "Another program has this workspace open in an older version");
      return NULL;
    }
  if (older && !back_up_before (preparation->store, db, version, error))
    return NULL;
  if (!tg_db_migrate (db, tg_schema_scripts, NULL, error))
    return NULL;
  if (preparation->is_unclean && !tg_db_quick_check (db, error))
    return NULL;
  if (preparation->may_migrate)
    tg_store_seal_old (preparation->store, db, error);

  return NULL;
}

static gpointer
prepare_reader (TgDb      *db,
                gpointer   data,
                GError   **error)
{
  gint64 version;

  if (tg_db_query_int (db, "PRAGMA user_version", &version, error) && version != TG_SCHEMA_VERSION)
    g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                 "The store has version %" G_GINT64_FORMAT ", this program knows %d",
                 version, TG_SCHEMA_VERSION);
  return NULL;
}

static TgDbThread *
start_thread (TgStore     *self,
              const char  *name,
              gboolean     is_read_only,
              TgDbFunc     prepare,
              gpointer     data,
              GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgDbThread) thread = NULL;
  TgDbOptions options = {
    .path = self->path,
    .vfs = self->vfs,
    .application_id = TG_STORE_APPLICATION_ID,
    .is_read_only = is_read_only,
  };
  TgDbJob job = { .func = prepare, .data = data };

  thread = tg_db_thread_new (name, &options);
  tg_db_thread_run_sync (thread, &job, &reason);
  if (reason != NULL)
    {
      tg_db_thread_stop (thread);
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return g_steal_pointer (&thread);
}

static gboolean
leave_mark (const char  *path,
            GError     **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, &reason))
    return TRUE;

  g_set_error_literal (error, TG_ERROR, TG_ERROR_NO_SPACE, reason->message);
  return FALSE;
}

static gboolean
start_writer (TgStore  *self,
              GError  **error)
{
  g_autofree char *mark = make_path (self, MARK_FILE);
  g_autofree char *backups = make_path (self, TG_STORE_BACKUPS);
  Preparation preparation = { .store = self };

  if (!make_folders (self, error))
    return FALSE;
  self->lock = tg_store_lock_take (self->folder, error);
  if (self->lock == NULL)
    return FALSE;

  preparation.may_migrate = tg_store_lock_is_alone (self->lock);
  if (preparation.may_migrate)
    tg_backup_rule_clear_left_over (backups);
  preparation.is_unclean = preparation.may_migrate && g_file_test (mark, G_FILE_TEST_EXISTS);
  self->writer = start_thread (self, "store-writer", FALSE, prepare_writer, &preparation, error);
  if (self->writer == NULL)
    return FALSE;

  tg_store_lock_share (self->lock);
  return leave_mark (mark, error);
}

gboolean
tg_store_start (TgStore   *self,
                gboolean   is_read_only,
                GError   **error)
{
  if (!tg_swap_resume (self->folder, error) || (!is_read_only && !start_writer (self, error)))
    return FALSE;
  self->upgrading = NULL;

  self->reader = start_thread (self, "store-reader", TRUE, prepare_reader, NULL, error);
  return self->reader != NULL;
}

/* The last one out takes the mark away. */
static void
leave_cleanly (TgStore *self)
{
  g_autofree char *mark = make_path (self, MARK_FILE);

  if (tg_store_lock_try_alone (self->lock))
    g_unlink (mark);
}

void
tg_store_stop (TgStore *self)
{
  gboolean was_open = self->writer != NULL;

  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->reader != NULL)
    tg_db_thread_stop (self->reader);
  if (self->writer != NULL)
    tg_db_thread_stop (self->writer);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  if (was_open && self->lock != NULL)
    leave_cleanly (self);
  g_clear_pointer (&self->lock, tg_store_lock_free);
}
