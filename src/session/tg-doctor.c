/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-doctor.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "tg-backup-file.h"
#include "tg-db.h"
#include "tg-doctor-card.h"
#include "tg-schema.h"
#include "tg-sync-request.h"
#include "tg-wire-codec.h"
#include "tg-workspace-key.h"
#include "tg-workspace-private.h"

/* Two parts: what is on this computer, in the pool with a connection of its own to the store; then
 * the window is asked for its time. */

#define DAY         (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define OLD_BACKUP  (7 * DAY)
#define CLOCK_SLACK (2 * 60 * (gint64) G_USEC_PER_SEC)
#define CLOCK_BAD   (10 * 60 * (gint64) G_USEC_PER_SEC)
#define MAX_ANSWER  (64 * 1024)
#define SECONDS     15

typedef struct
{
  char         *folder;
  TgSigningKey *key;         /* nullable */
  gint64        now;
  gint64        backup_at;
  GPtrArray    *rows;
  TgTransport  *transport;
} Examination;

static void
examination_free (gpointer data)
{
  Examination *self = data;

  g_free (self->folder);
  g_clear_object (&self->key);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
add (Examination    *self,
     const char     *id,
     TgCheckupState  state,
     const char     *text,
     const char     *remedy)
{
  g_ptr_array_add (self->rows, tg_checkup_new (id, state, text, remedy));
}

/* This computer */

static void
examine_key (Examination *self)
{
  if (tg_workspace_key_is_locked (self->folder))
    add (self, "key", TG_CHECKUP_GOOD, _("In a file under your passphrase"),
         _("Nobody can open the documents without the passphrase: keep it where you find it."));
  else if (tg_workspace_key_has_file (self->folder))
    add (self, "key", TG_CHECKUP_WARNING, _("In a file beside the store"),
         _("That is for practice: whoever copies the folder can read it."));
  else
    add (self, "key", TG_CHECKUP_GOOD, _("In the keyring of the desktop"), NULL);
}

/* The first file or folder that others may open. (nullable) */
static char *
find_open_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *inside = NULL;
      GStatBuf info;

      if (g_lstat (path, &info) != 0)
        continue;
      if ((info.st_mode & 0077) != 0 && !S_ISLNK (info.st_mode))
        return g_steal_pointer (&path);
      if (S_ISDIR (info.st_mode))
        inside = find_open_file (path);
      if (inside != NULL)
        return inside;
    }
  return NULL;
}

static void
examine_permissions (Examination *self)
{
  GStatBuf info;
  g_autofree char *open_file = NULL;
  g_autofree char *text = NULL;

  if (g_stat (self->folder, &info) == 0 && (info.st_mode & 0077) != 0)
    open_file = g_strdup (self->folder);
  else
    open_file = find_open_file (self->folder);
  if (open_file == NULL)
    {
      add (self, "permissions", TG_CHECKUP_GOOD, _("Only you can open the workspace’s files"),
           NULL);
      return;
    }
  text = g_strdup_printf (_("Others who use this computer can open %s"), open_file);
  add (self, "permissions", TG_CHECKUP_BAD, text,
       _("Run: chmod -R go= on the workspace’s folder."));
}

static void
examine_store (Examination *self)
{
  g_autofree char *path = g_build_filename (self->folder, TG_STORE_FILE, NULL);
  TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);
  gint64 n_unsealed = 0;

  if (db == NULL || !tg_db_quick_check (db, &error))
    add (self, "store", TG_CHECKUP_BAD, error->message,
         _("Close the program, copy the whole folder, then put the last backup back."));
  else if (tg_db_query_int (db, "SELECT count(*) FROM setting WHERE name = 'unsealed'", &n_unsealed,
                            NULL) && n_unsealed > 0)
    add (self, "store", TG_CHECKUP_WARNING,
         _("Sound, but numbers that an older version left in clear are not written over yet"),
         _("See that the disk has room for a second store, then open the workspace again."));
  else
    add (self, "store", TG_CHECKUP_GOOD, _("Sound"), NULL);
}

static void
examine_backup (Examination *self)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (self->backup_at / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (at, "%Y-%m-%d %H:%M");

  if (self->backup_at == 0)
    add (self, "backup", TG_CHECKUP_WARNING, _("There is none yet"),
         _("One is made whenever you close the workspace."));
  else if (self->now - self->backup_at > OLD_BACKUP)
    add (self, "backup", TG_CHECKUP_WARNING, text, _("Make one now, and keep a copy elsewhere."));
  else
    add (self, "backup", TG_CHECKUP_GOOD, text, NULL);
}

/* They are kept as they were made: what is sealed now stands in clear in them. */
static void
examine_old_backups (Examination *self)
{
  g_autofree char *folder = g_build_filename (self->folder, TG_STORE_BACKUPS, NULL);
  g_autoptr (GPtrArray) backups = tg_backup_folder_list (folder, NULL);
  g_autofree char *text = NULL;
  guint n_old = 0;

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      int schema = tg_backup_get_fields (backups->pdata[i])->schema;

      n_old += schema > 0 && schema < TG_SCHEMA_SEALED ? 1 : 0;
    }
  if (n_old == 0)
    return;
  text = g_strdup_printf (ngettext ("%u was made by an older version, which left numbers in clear",
                                    "%u were made by an older version, which left numbers in clear",
                                    n_old), n_old);
  add (self, "old-backups", TG_CHECKUP_WARNING, text,
       _("Delete them in the folder of the backups when you need them no longer."));
}

static void
run_here (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Examination *self = data;

  examine_key (self);
  examine_permissions (self);
  examine_store (self);
  examine_backup (self);
  examine_old_backups (self);
  g_task_return_boolean (task, TRUE);
}

/* The window */

static void
run_card (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Examination *self = data;

  tg_doctor_card_examine (self->key, self->now, self->rows);
  g_task_return_boolean (task, TRUE);
}

static void
on_card (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Examination *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_ptr_array_ref (self->rows), (GDestroyNotify) g_ptr_array_unref);
}

static void
examine_card (GTask *task)
{
  g_autoptr (GTask) running = g_task_new (NULL, NULL, on_card, g_object_ref (task));

  g_task_set_task_data (running, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (running, run_card);
}

static void
examine_clock (Examination *self,
               gint64       window_time)
{
  gint64 ahead = self->now - window_time;
  g_autofree char *text = NULL;

  if (window_time == 0)
    {
      add (self, "clock", TG_CHECKUP_NONE, _("The window does not tell its time"), NULL);
      return;
    }
  if (ABS (ahead) <= CLOCK_SLACK)
    {
      add (self, "clock", TG_CHECKUP_GOOD, _("As the window’s"), NULL);
      return;
    }
  text = g_strdup_printf (ahead > 0 ? _("%d minutes ahead of the window’s")
                                    : _("%d minutes behind the window’s"),
                          (int) (ABS (ahead) / G_USEC_PER_SEC / 60));
  add (self, "clock", ABS (ahead) > CLOCK_BAD ? TG_CHECKUP_BAD : TG_CHECKUP_WARNING, text,
       _("Let this computer set its clock from the network: deadlines, certificates and log-ins "
         "go by it."));
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Examination *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgResponse) response =
    tg_transport_send_finish (TG_TRANSPORT (source), result, &error);
  g_autoptr (TgDiscovery) discovery =
    response != NULL ? tg_wire_read_discovery (response->body, &error) : NULL;

  if (discovery != NULL)
    {
      add (self, "window", TG_CHECKUP_GOOD, discovery->name, NULL);
      examine_clock (self, discovery->time);
    }
  else
    add (self, "window", TG_CHECKUP_BAD, error->message,
         _("Without it everything but sending and receiving works. Look at the address, the "
           "network, and what stands here."));
  examine_card (task);
}

static void
on_here (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Examination *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (TgRequest) request = NULL;

  if (self->transport == NULL)
    {
      add (self, "window", TG_CHECKUP_NONE, _("None is set"), NULL);
      examine_card (task);
      return;
    }
  request = tg_sync_request_discovery (NULL);
  request->max_bytes = MAX_ANSWER;
  request->seconds = SECONDS;
  tg_transport_send_async (self->transport, request, cancellable, on_answer,
                           g_steal_pointer (&task));
}

void
tg_doctor_examine_async (TgWorkspace         *workspace,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) here = NULL;
  Examination *examination;

  g_return_if_fail (TG_IS_WORKSPACE (workspace));

  examination = g_new0 (Examination, 1);
  examination->folder = g_strdup (workspace->folder);
  examination->now = tg_clock_get_time (workspace->clock);
  examination->backup_at = workspace->backup_at;
  examination->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (workspace->signing_key != NULL)
    examination->key = g_object_ref (workspace->signing_key);
  if (workspace->address != NULL && *workspace->address != '\0')
    examination->transport = tg_workspace_open_transport (workspace, workspace->address, NULL);
  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_doctor_examine_async);
  g_task_set_task_data (task, examination, examination_free);
  here = g_task_new (NULL, NULL, on_here, g_object_ref (task));
  g_task_set_task_data (here, examination, NULL);
  g_task_run_in_thread (here, run_here);
}

GPtrArray *
tg_doctor_examine_finish (TgWorkspace   *workspace,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
