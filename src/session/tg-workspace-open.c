/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tg-code-library.h"
#include "tg-credentials.h"
#include "tg-data-dir.h"
#include "tg-data-key.h"
#include "tg-draft-exchange.h"
#include "tg-error.h"
#include "tg-key-sealer.h"
#include "tg-pack-folder.h"
#include "tg-sale-rule.h"
#include "tg-setting-table.h"
#include "tg-signing-key.h"
#include "tg-swap.h"
#include "tg-window-codes.h"
#include "tg-workspace-key.h"

/* Opening: key and catalogues in the pool, the store by its own call, then one job that reads, and
 * for a new one fixes, the environment. A practice workspace keeps its key in a file beside the
 * store, a production one in the Secret Service under the id in workspace.conf, one that is made
 * with a passphrase in a file under it. Where the key is in the Secret Service, the secret of the
 * window's account is too. Closing flushes the drafts, makes a copy, ends the threads. */

typedef struct
{
  char         *folder;
  char         *environment;    /* nullable */
  char         *passphrase;     /* nullable */
  gboolean      is_read_only;
  TgUpgradeFunc *upgrading;     /* nullable */
  gpointer      upgrading_data;
  gint64        needed;         /* bytes on the disk that an upgrade lacks, else 0 */
  gint64        free;           /* bytes on it then */
  TgSecretBox  *window_box;     /* nullable */
  TgCredentials *credentials;   /* nullable: what it has */
  TgDataKey    *key;
  TgSealer     *sealer;
  TgCatalogue  *catalogue;
  TgCodeSource *codes;
  TgWorkspace  *workspace;
} Opening;

static Opening *
opening_new (const TgWorkspaceWay *way)
{
  Opening *self = g_new0 (Opening, 1);

  self->folder = g_canonicalize_filename (way->folder, NULL);
  self->environment = g_strdup (way->environment);
  self->passphrase = g_strdup (way->passphrase);
  self->is_read_only = way->is_read_only;
  self->upgrading = way->upgrading;
  self->upgrading_data = way->upgrading_data;
  return self;
}

static void
opening_free (Opening *self)
{
  g_free (self->folder);
  g_free (self->environment);
  tg_secret_box_wipe (self->passphrase);
  g_clear_pointer (&self->window_box, tg_secret_box_unref);
  g_clear_pointer (&self->credentials, tg_credentials_unref);
  g_clear_pointer (&self->key, tg_data_key_unref);
  g_clear_object (&self->sealer);
  g_clear_pointer (&self->catalogue, tg_catalogue_unref);
  g_clear_object (&self->codes);
  g_clear_object (&self->workspace);
  g_free (self);
}

/* What the person can do about it. */
static void
explain_key (GError   **error,
             gboolean   exists)
{
  if (g_error_matches (*error, TG_ERROR, TG_ERROR_UNSUPPORTED) && !exists)
    g_prefix_error (error, "%s ", _("Give a passphrase for the new workspace instead."));
  else if (g_error_matches (*error, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_prefix_error (error, "%s ", _("The key of this workspace is neither beside it nor in the "
                                    "keyring: it was made on another computer or by somebody "
                                    "else. Nothing can be read without it."));
  else if (g_error_matches (*error, TG_ERROR, TG_ERROR_AUTH))
    g_prefix_error (error, "%s ", _("The documents stay locked."));
}

static gboolean
make_folder (const Opening  *opening,
             gboolean       *exists,
             GError        **error)
{
  *exists = tg_workspace_exists (opening->folder);
  if (!*exists && opening->environment == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("There is no workspace in %s."),
                   opening->folder);
      return FALSE;
    }
  if (g_mkdir_with_parents (opening->folder, 0700) != 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY, _("The folder %s can't be made: %s"),
                   opening->folder,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

/* The program's own are there at any rate. A damaged file is fetched anew. */
static void
read_window_codes (Opening *opening)
{
  g_autofree char *path = g_build_filename (opening->folder, TG_WINDOW_CODES_FILE, NULL);
  g_autoptr (GError) error = NULL;

  if (tg_code_source_set_window (opening->codes, path, &error))
    return;
  g_debug ("The window's code tables can't be read: %s", error->message);
  if (g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT))
    g_unlink (path);
}

/* A new one keeps its key where it was asked to, or by custom. */
static gboolean
open_key (Opening   *opening,
          gboolean   exists,
          GError   **error)
{
  gboolean in_file = g_strcmp0 (opening->environment, "production") != 0;
  g_autoptr (TgSecretBox) box =
    exists ? tg_workspace_key_find_box (opening->folder, opening->passphrase, error)
           : tg_workspace_key_choose_box (opening->folder, opening->passphrase, in_file, error);
  g_autoptr (GError) local = NULL;

  if (box == NULL)
    return FALSE;
  opening->key = tg_data_key_open (box, !exists, NULL, &local);
  if (opening->key == NULL)
    {
      explain_key (&local, exists);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  opening->sealer = tg_key_sealer_new (opening->key);
  opening->window_box = tg_workspace_key_find_window_box (opening->folder);
  if (opening->window_box != NULL)
    opening->credentials = tg_credentials_load (opening->window_box, NULL, NULL);
  return opening->is_read_only ||
         tg_workspace_key_keep_wrapped (opening->folder, opening->key, opening->passphrase, error);
}

static gboolean
prepare (Opening  *opening,
         GError  **error)
{
  g_autofree char *packs = NULL;
  gboolean exists;

  /* A restore that was decided and then interrupted comes first: it may bring another key. */
  if (!tg_swap_resume (opening->folder, error) || !make_folder (opening, &exists, error) ||
      !open_key (opening, exists, error))
    return FALSE;
  packs = tg_data_dir_dup_packs ();
  opening->catalogue = tg_pack_folder_catalogue (packs, error);
  if (opening->catalogue == NULL)
    return FALSE;
  opening->codes = tg_code_source_open (NULL, error);
  if (opening->codes != NULL && !opening->is_read_only)
    read_window_codes (opening);
  return opening->codes != NULL;
}

static void
run_prepare (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (prepare (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- the settings ---- */

typedef struct
{
  char *environment;
  char *address;
  char *client_id;
  char *secret;
  char *certificate;
  char *key;
  char *keep_drafts;
} Settings;

static void
settings_free (Settings *self)
{
  g_free (self->environment);
  g_free (self->address);
  g_free (self->client_id);
  tg_secret_box_wipe (self->secret);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->keep_drafts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Settings, settings_free)

static gboolean
read_settings (TgStoreConnection  *conn,
               Settings           *settings,
               GError            **error)
{
  settings->environment = tg_setting_table_get (conn, "environment", error);
  if (settings->environment == NULL)
    return FALSE;
  settings->address = tg_setting_table_get (conn, "address", error);
  if (settings->address == NULL)
    return FALSE;
  settings->client_id = tg_setting_table_get (conn, "client-id", error);
  if (settings->client_id == NULL)
    return FALSE;
  settings->keep_drafts = tg_setting_table_get (conn, TG_KEEP_DRAFTS, error);
  if (settings->keep_drafts == NULL)
    return FALSE;
  settings->secret = tg_setting_table_get_sealed (conn, "client-secret", error);
  if (settings->secret == NULL)
    return FALSE;
  settings->certificate = tg_setting_table_get (conn, "certificate", error);
  if (settings->certificate == NULL)
    return FALSE;
  settings->key = tg_setting_table_get (conn, "certificate-key", error);
  return settings->key != NULL;
}

static gpointer
run_settings (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  const Opening *opening = data;
  const char *wanted = opening->environment;
  g_autoptr (Settings) settings = g_new0 (Settings, 1);

  if (!read_settings (conn, settings, error))
    return NULL;
  if (settings->environment[0] == '\0')
    {
      if (wanted == NULL)
        wanted = "practice";
      if (!opening->is_read_only && !tg_setting_table_set (conn, "environment", wanted, error))
        return NULL;
      g_free (settings->environment);
      settings->environment = g_strdup (wanted);
    }
  else if (wanted != NULL && !g_str_equal (wanted, settings->environment))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, _("This workspace is for %s, not for %s."),
                   settings->environment, wanted);
      return NULL;
    }
  return g_steal_pointer (&settings);
}

/* ---- open ---- */

static void
on_store_changed (TgStore     *store,
                  guint        changes,
                  TgWorkspace *self)
{
  tg_workspace_refresh (self, changes);
  if ((changes & (TG_STORE_CHANGE_FILINGS | TG_STORE_CHANGE_RECEIPTS | TG_STORE_CHANGE_OUTBOX |
                  TG_STORE_CHANGE_FACTS | TG_STORE_CHANGE_ACCOUNTS)) != 0)
    {
      tg_saver_refresh_drafts (self->saver);
      tg_workspace_surround_all (self);
    }
}

static void
on_first_changed (TgWorkspace *self,
                  guint        changes,
                  GTask       *task)
{
  Opening *opening = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_func (self, on_first_changed, task);
  tg_workspace_notify_all (self);
  if (self->fault != NULL && !opening->is_read_only)
    g_task_return_error (task, g_error_copy (self->fault));
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  g_object_unref (task);
}

/* Where the keyring has none, the account has none, or it was sealed by an older version. */
static const char *
find_secret (const Opening  *opening,
             const Settings *settings)
{
  return opening->credentials != NULL
    ? tg_credentials_get_client_secret (opening->credentials) : settings->secret;
}

static void
on_settings (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  TgWorkspace *self = opening->workspace;
  GError *error = NULL;
  g_autoptr (Settings) settings =
    opening->is_read_only ? tg_store_read_finish (TG_STORE (source), result, &error)
                          : tg_store_write_finish (TG_STORE (source), result, &error);

  if (settings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->environment = g_strdup (settings->environment);
  tg_code_source_set_practice (self->codes, tg_workspace_is_practice (self));
  self->keeps_drafts = g_str_equal (settings->keep_drafts, "1");
  self->saver = tg_saver_new (self);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  tg_store_start_watching (self->store);
  if (settings->certificate[0] != '\0' && !opening->is_read_only)
    self->signing_key = tg_signing_key_new (settings->certificate, settings->key);
  self->window_box = g_steal_pointer (&opening->window_box);
  if (settings->address[0] != '\0' && !opening->is_read_only &&
      !tg_workspace_set_window (self, settings->address, settings->client_id,
                                find_secret (opening, settings), &error))
    {
      g_debug ("The window's address can't be used: %s", error->message);
      g_clear_error (&error);
    }
  g_signal_connect (self, "changed", G_CALLBACK (on_first_changed), g_steal_pointer (&task));
  tg_workspace_refresh (self, TG_CHANGE_FILINGS);
}

/* In the person's language, with what to do. */
static void
explain_room (const Opening  *opening,
              GError        **error)
{
  g_autofree char *needed = NULL;
  g_autofree char *free = NULL;

  if (opening->needed == 0)
    return;
  needed = g_format_size ((guint64) opening->needed);
  free = g_format_size ((guint64) opening->free);
  g_clear_error (error);
  g_set_error (error, TG_ERROR, TG_ERROR_NO_SPACE,
               _("This workspace is of an older version. Its upgrade needs %s on the disk for a "
                 "while, and %s are free."), needed, free);
}

static void
on_store_opened (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  TgStoreJob job = { run_settings, opening, NULL, (GDestroyNotify) settings_free };
  TgWorkspace *self;
  TgStore *store;
  GError *error = NULL;

  store = tg_store_open_finish (result, &error);
  if (store == NULL)
    {
      explain_room (opening, &error);
      g_task_return_error (task, error);
      return;
    }
  self = opening->workspace = g_object_new (TG_TYPE_WORKSPACE, NULL);
  self->folder = g_strdup (opening->folder);
  self->title = g_path_get_basename (opening->folder);
  self->store = store;
  self->key = tg_data_key_ref (opening->key);
  self->catalogue = tg_catalogue_ref (opening->catalogue);
  self->codes = g_object_ref (opening->codes);
  if (opening->is_read_only)
    tg_store_read_async (store, &job, NULL, on_settings, g_steal_pointer (&task));
  else
    tg_store_write_async (store, &job, NULL, on_settings, g_steal_pointer (&task));
}

static const TgForm *
find_form (gpointer    data,
           gboolean    is_fact,
           const char *name,
           guint       version)
{
  return is_fact ? tg_catalogue_find_fact (data, name, version)
         : tg_catalogue_find (data, name, version);
}

/* ---- an upgrade ---- */

typedef struct
{
  GTask  *task;
  double  done;
} Progress;

static void
progress_free (Progress *self)
{
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
on_progress (gpointer data)
{
  const Progress *progress = data;
  const Opening *opening = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    opening->upgrading (progress->done, opening->upgrading_data);
  return G_SOURCE_REMOVE;
}

/* On the store's writer. */
static void
on_upgrading (gpointer              data,
              const TgStoreUpgrade *upgrade)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  Progress *progress;

  opening->needed = upgrade->needed;
  opening->free = upgrade->free;
  if (opening->upgrading == NULL || upgrade->needed > 0)
    return;
  progress = g_new0 (Progress, 1);
  progress->task = g_object_ref (task);
  progress->done = upgrade->done;
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, on_progress, progress,
                              (GDestroyNotify) progress_free);
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *shared_codes = tg_code_library_dup_path ();
  g_autofree char *shared_packs = tg_data_dir_dup_packs ();
  TgStoreOptions options = { opening->folder, opening->sealer, clock, tg_sale_rule_apply, NULL,
                             opening->is_read_only, TG_CODE_LOOKUP (opening->codes),
                             shared_codes, shared_packs, find_form, opening->catalogue,
                             on_upgrading, task };
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      tg_store_open_async (&options, cancellable, on_store_opened, g_steal_pointer (&task));
    }
}

void
tg_workspace_open_by_async (const TgWorkspaceWay *way,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) preparing = NULL;
  Opening *opening;

  g_return_if_fail (way->folder != NULL);

  opening = opening_new (way);
  g_task_set_source_tag (task, tg_workspace_open_by_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  preparing = g_task_new (NULL, cancellable, on_prepared, g_object_ref (task));
  g_task_set_task_data (preparing, opening, NULL);
  g_task_run_in_thread (preparing, run_prepare);
}

void
tg_workspace_open_async (const char          *folder,
                         const char          *environment,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  const TgWorkspaceWay way = { .folder = folder, .environment = environment };

  tg_workspace_open_by_async (&way, cancellable, callback, user_data);
}

gboolean
tg_workspace_exists (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, TG_STORE_FILE, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

TgWorkspace *
tg_workspace_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- close ---- */

static void
on_store_closed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tg_store_close_finish (TG_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_drafts_flushed (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!tg_saver_flush_all_finish (TG_SAVER (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->engine != NULL)
    tg_sync_engine_stop (self->engine);
  g_signal_handlers_disconnect_by_data (self->store, self);
  tg_store_close_async (self->store, TRUE, on_store_closed, g_steal_pointer (&task));
}

void
tg_workspace_close_async (TgWorkspace         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_close_async);
  tg_saver_flush_all_async (self->saver, on_drafts_flushed, g_steal_pointer (&task));
}

gboolean
tg_workspace_close_finish (TgWorkspace   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
