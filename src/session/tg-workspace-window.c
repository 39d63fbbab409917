/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "tg-code-trust.h"
#include "tg-credentials.h"
#include "tg-declaring.h"
#include "tg-draft-exchange.h"
#include "tg-error.h"
#include "tg-ledger.h"
#include "tg-listed-filing.h"
#include "tg-secret-box.h"
#include "tg-setting-table.h"
#include "tg-signing-key.h"
#include "tg-soup-transport.h"
#include "tg-sync-local-store.h"
#include "tg-workspace-tables.h"

/* The window: its address and account are settings of the workspace (the secret sealed), the
 * authority that its certificate must come from, where one is pinned, a file beside the store; the
 * engine does the rest. Where the workspace has a place in the keyring, the secret lies there
 * instead. An account without a secret logs in with the person's certificate. What
 * the engine says becomes properties and signals here; the store itself tells what changed. */

#define EXCHANGE_INTERVAL (15 * (gint64) G_USEC_PER_SEC)

static TgOnline
to_online (TgSyncOnline state)
{
  switch (state)
    {
    case TG_SYNC_OFFLINE:
      return TG_ONLINE_OFFLINE;
    case TG_SYNC_WORKING:
      return TG_ONLINE_WORKING;
    case TG_SYNC_ONLINE:
      return TG_ONLINE_OK;
    case TG_SYNC_HALTED:
      return TG_ONLINE_STOPPED;
    }
  g_return_val_if_reached (TG_ONLINE_OFFLINE);
}

/* While the engine runs for good: a round whenever it has come to rest, but not more often. */
static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  TgWorkspace *self = TG_WORKSPACE (source);
  g_autoptr (GError) error = NULL;

  self->is_exchanging = FALSE;
  self->exchanged_at = tg_clock_get_monotonic (self->clock);
  if (!tg_draft_exchange_run_finish (self, result, &error))
    g_debug ("Drafts: %s", error->message);
}

static void
exchange_drafts (TgWorkspace *self)
{
  gint64 since = tg_clock_get_monotonic (self->clock) - self->exchanged_at;

  if (self->online != TG_ONLINE_OK || !self->keeps_drafts || self->is_exchanging ||
      (self->exchanged_at > 0 && since < EXCHANGE_INTERVAL))
    return;
  self->is_exchanging = TRUE;
  tg_draft_exchange_run_async (self, NULL, on_exchanged, NULL);
}

static void
on_engine_notify (TgSyncEngine *engine,
                  GParamSpec   *pspec,
                  TgWorkspace  *self)
{
  self->online = to_online (tg_sync_engine_get_state (engine));
  g_free (self->online_text);
  self->online_text = g_strdup (tg_sync_engine_get_reason (engine));
  g_object_notify (G_OBJECT (self), "online-state");
  g_object_notify (G_OBJECT (self), "online-text");
  tg_workspace_follow_tables (self);
  exchange_drafts (self);
}

static void
on_code_tables (TgSyncEngine *engine,
                TgWorkspace  *self)
{
  self->needs_tables = TRUE;
  tg_workspace_follow_tables (self);
}

/* What was finished is on the list of what is to do. */
static void
on_history_lost (TgSyncEngine *engine,
                 guint         n_resent,
                 TgWorkspace  *self)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("The window was put back from a backup: %u submission goes again",
                               "The window was put back from a backup: %u submissions go again",
                               n_resent), n_resent);

  g_signal_emit_by_name (self, "notice", text);
}

static void
tell_receipt (TgWorkspace *self,
              TgReceipt   *receipt)
{
  g_autofree char *body = g_strdup_printf ("%s %s", tg_receipt_get_code (receipt),
                                           tg_receipt_get_message (receipt));

  g_signal_emit_by_name (self, "receipt", tg_receipt_get_filing (receipt),
                         tg_state_get_label (tg_receipt_get_status (receipt),
                                             TG_ATTEMPT_RECEIVED), body);
}

void
tg_workspace_tell_receipts (TgWorkspace *self,
                            GPtrArray   *receipts)
{
  for (guint i = 0; i < receipts->len; i++)
    tell_receipt (self, receipts->pdata[i]);
  if (receipts->len > 0)
    tg_declaring_start (self, receipts);
}

static void
on_events_applied (TgSyncEngine *engine,
                   GPtrArray    *receipts,
                   guint         n_events,
                   TgWorkspace  *self)
{
  if (receipts != NULL)
    tg_workspace_tell_receipts (self, receipts);
}

#define AUTHORITY_FILE "authority.pem"

static GTlsCertificate *
load_identity (gpointer   data,
               GError   **error)
{
  g_autoptr (TgCertificate) certificate = tg_signing_key_load (data, error);

  return certificate != NULL ? tg_certificate_make_tls (certificate, error) : NULL;
}

static char *
dup_identity_pin (gpointer data)
{
  g_autoptr (TgCertificate) certificate = tg_signing_key_load (data, NULL);

  return certificate != NULL ? tg_certificate_dup_pin (certificate) : NULL;
}

char *
tg_workspace_dup_authority (TgWorkspace *self)
{
  g_autofree char *path = g_build_filename (self->folder, AUTHORITY_FILE, NULL);

  return g_strdup (g_file_test (path, G_FILE_TEST_EXISTS) ? path : "");
}

TgTransport *
tg_workspace_open_transport (TgWorkspace  *self,
                             const char   *address,
                             GError      **error)
{
  g_autoptr (TgTransport) transport = tg_soup_transport_new (address, error);
  g_autofree char *authority = tg_workspace_dup_authority (self);

  if (transport == NULL)
    return NULL;
  if (*authority != '\0' &&
      !tg_soup_transport_set_authority (TG_SOUP_TRANSPORT (transport), authority, error))
    return NULL;
  if (self->signing_key != NULL)
    tg_soup_transport_set_identity (TG_SOUP_TRANSPORT (transport),
                                    &(TgClientIdentity) {
      load_identity, dup_identity_pin, g_object_ref (self->signing_key), g_object_unref
    });
  return g_steal_pointer (&transport);
}

gboolean
tg_workspace_set_window (TgWorkspace  *self,
                         const char   *address,
                         const char   *client_id,
                         const char   *secret,
                         GError      **error)
{
  g_autoptr (TgTransport) transport = tg_workspace_open_transport (self, address, error);
  g_autoptr (TgSyncStore) store = NULL;
  TgInboxFollow follow = { tg_ledger_follow_receipt, NULL };

  if (transport == NULL)
    return FALSE;
  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->engine, self);
      tg_sync_engine_stop (self->engine);
      g_clear_object (&self->engine);
    }
  g_free (self->address);
  self->address = g_strdup (address);
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  store = tg_sync_local_store_new (self->store);
  follow.data = tg_catalogue_ref (self->catalogue);
  tg_sync_local_store_set_follow (TG_SYNC_LOCAL_STORE (store), &follow,
                                  (GDestroyNotify) tg_catalogue_unref);
  tg_sync_local_store_set_make_save (TG_SYNC_LOCAL_STORE (store), tg_listed_filing_make_save,
                                     tg_catalogue_ref (self->catalogue),
                                     (GDestroyNotify) tg_catalogue_unref);
  self->engine = tg_sync_engine_new (transport, store, self->clock, self->chance,
                                     self->environment);
  tg_sync_engine_set_account (self->engine, client_id, secret);
  self->is_by_certificate = *secret == '\0' && self->signing_key != NULL;
  if (self->is_by_certificate)
    tg_sync_engine_set_signer (self->engine, TG_SIGNER (self->signing_key), address);
  g_signal_connect (self->engine, "notify", G_CALLBACK (on_engine_notify), self);
  g_signal_connect (self->engine, "events-applied", G_CALLBACK (on_events_applied), self);
  g_signal_connect (self->engine, "history-lost", G_CALLBACK (on_history_lost), self);
  g_signal_connect (self->engine, "code-tables", G_CALLBACK (on_code_tables), self);
  self->needs_tables = TRUE;
  self->tables_at = 0;
  on_engine_notify (self->engine, NULL, self);
  return TRUE;
}

const char *
tg_workspace_get_address (TgWorkspace *self)
{
  return self->address != NULL ? self->address : "";
}

const char *
tg_workspace_get_client_id (TgWorkspace *self)
{
  return self->client_id != NULL ? self->client_id : "";
}

/* ---- connect ---- */

typedef struct
{
  char *address;
  char *client_id;
  char *secret;
  char *authority;      /* nullable: the system's */
  char *folder;
  gboolean is_in_keyring;
} Window;

static void
window_free (gpointer data)
{
  Window *window = data;

  g_free (window->address);
  g_free (window->client_id);
  tg_secret_box_wipe (window->secret);
  g_free (window->authority);
  g_free (window->folder);
  g_free (window);
}

/* A copy beside the store, so that it is the one that was meant when the person named it. */
static gboolean
keep_authority (const Window  *window,
                GError       **error)
{
  g_autofree char *path = g_build_filename (window->folder, AUTHORITY_FILE, NULL);
  g_autoptr (TgSecretBox) copy = tg_secret_box_new_file (path);
  g_autoptr (TgSecretBox) named = NULL;
  g_autofree char *text = NULL;

  if (window->authority == NULL)
    return tg_secret_box_remove (copy, NULL, error);
  named = tg_secret_box_new_file (window->authority);
  text = tg_secret_box_load (named, NULL, error);
  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", window->authority);
      return FALSE;
    }
  return tg_secret_box_save (copy, text, NULL, error);
}

static gpointer
run_settings (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  const Window *window = data;

  /* Its keys for code tables are those that it names at the first contact. */
  if (keep_authority (window, error) &&
      tg_setting_table_set (conn, TG_CODE_TRUST_SETTING, "", error) &&
      tg_setting_table_set (conn, "address", window->address, error) &&
      tg_setting_table_set (conn, "client-id", window->client_id, error))
    tg_setting_table_set_sealed (conn, "client-secret",
                                 window->is_in_keyring ? "" : window->secret, error);
  return NULL;
}

static void
on_drafts (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = TG_WORKSPACE (source);
  GError *error = NULL;

  if (tg_draft_exchange_run_finish (self, result, &error))
    tg_declaring_wait (self, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* What comes of the code tables is told where they are listed. */
static void
on_tables (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;

  tg_workspace_update_tables_finish (TG_WORKSPACE (source), result, NULL);
  tg_draft_exchange_run_async (TG_WORKSPACE (source), NULL, on_drafts, task);
}

static void
on_run_once (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (tg_sync_engine_run_once_finish (TG_SYNC_ENGINE (source), result, &error))
    tg_workspace_settle_tables_async (self, on_tables, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_settings_kept (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  const Window *window = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL ||
      !tg_workspace_set_window (self, window->address, window->client_id, window->secret, &error))
    g_task_return_error (task, error);
  else
    tg_sync_engine_run_once_async (self->engine, cancellable, on_run_once,
                                   g_steal_pointer (&task));
}

static void
keep_settings (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { run_settings, g_task_get_task_data (task), NULL, NULL };

  tg_store_write_async (self->store, &job, NULL, on_settings_kept, g_object_ref (task));
}

static void
on_credentials_kept (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tg_credentials_save_finish (result, &error))
    keep_settings (task);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_connect_pinned_async (TgWorkspace         *self,
                                   const TgWindowPlace *place,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (TgCredentials) credentials = NULL;
  Window *window;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  window = g_new0 (Window, 1);
  window->address = g_strdup (place->address);
  window->client_id = g_strdup (place->client_id);
  window->secret = g_strdup (place->secret);
  window->folder = g_strdup (self->folder);
  if (place->authority != NULL)
    window->authority = g_canonicalize_filename (place->authority, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_connect_pinned_async);
  g_task_set_task_data (task, window, window_free);
  if (self->window_box == NULL)
    {
      keep_settings (task);
      return;
    }
  window->is_in_keyring = TRUE;
  credentials = tg_credentials_new (place->client_id, place->secret);
  tg_credentials_save_async (credentials, self->window_box, cancellable, on_credentials_kept,
                             g_steal_pointer (&task));
}

void
tg_workspace_connect_async (TgWorkspace         *self,
                            const char          *address,
                            const char          *client_id,
                            const char          *secret,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  const TgWindowPlace place = { address, client_id, secret, NULL };

  tg_workspace_connect_pinned_async (self, &place, cancellable, callback, user_data);
}

gboolean
tg_workspace_connect_finish (TgWorkspace   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- sync ---- */

void
tg_workspace_start_sync (TgWorkspace *self)
{
  g_return_if_fail (TG_IS_WORKSPACE (self));

  self->is_started = TRUE;
  if (self->engine != NULL)
    tg_sync_engine_start (self->engine);
}

void
tg_workspace_sync_async (TgWorkspace         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_sync_async);
  if (self->engine == NULL)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE, "%s",
                             _("No window is set. Connect to one first."));
  else
    tg_sync_engine_run_once_async (self->engine, cancellable, on_run_once, g_steal_pointer (&task));
}

gboolean
tg_workspace_sync_finish (TgWorkspace   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
