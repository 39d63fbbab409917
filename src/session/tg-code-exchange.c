/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-exchange.h"

#include <glib/gi18n-lib.h>

#include "tg-code-trust.h"
#include "tg-error.h"
#include "tg-setting-table.h"
#include "tg-window-codes.h"
#include "tg-wire-codec.h"
#include "tg-wire-codes.h"
#include "tg-workspace-private.h"

/* One round: the list, which must be signed by the keys that were pinned at the first contact since
 * the window was named; compared with what is here; then table by table what leads to the listed
 * version from the one that is here, else the whole; then the file that is read is made anew. Every
 * request is an errand of the engine, each table one transaction, so it can end anywhere and go on
 * another time. What takes long is done in the pool on the round, which is the task's data; each
 * function goes on in the next. */

#define SECONDS 300

typedef struct
{
  TgCodeSource *codes;
  char         *keys;         /* that are pinned; "": none yet */
  char         *name;         /* of the keys */
  char         *tag;          /* of the list that all here is from */
  char         *new_tag;
  GBytes       *body;         /* of the last answer */
  GPtrArray    *wants;        /* of TgCodeWant */
  guint         n_done;
  guint         n_applied;
  gboolean      is_whole;     /* what was sent of this one did not fit: all of it is asked for */
  gboolean      is_again;     /* the window moved on meanwhile: the list was asked for anew */
  GError       *failure;      /* nullable */
} Round;

static void ask_list (GTask *task);
static void ask_table (GTask *task);
static void end (GTask *task);

static void
round_free (gpointer data)
{
  Round *round = data;

  g_object_unref (round->codes);
  g_free (round->keys);
  g_free (round->name);
  g_free (round->tag);
  g_free (round->new_tag);
  g_clear_pointer (&round->body, g_bytes_unref);
  g_clear_pointer (&round->wants, g_ptr_array_unref);
  g_clear_error (&round->failure);
  g_free (round);
}

static Round *
get_round (GTask *task)
{
  return g_task_get_task_data (task);
}

static TgWindowCodes
get_place (const Round *round)
{
  return (TgWindowCodes) {
           .path = tg_code_source_get_window (round->codes),
           .base = tg_code_source_get_base (round->codes),
           .key = round->name,
  };
}

static void
run_in_pool (GTask               *task,
             GTaskThreadFunc      func,
             GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) inner = g_task_new (g_task_get_source_object (task), NULL, callback,
                                        g_object_ref (task));

  g_task_set_task_data (inner, get_round (task), NULL);
  g_task_run_in_thread (inner, func);
}

/* Takes `request`. */
static void
ask (GTask               *task,
     TgRequest           *request,
     GAsyncReadyCallback  callback)
{
  TgWorkspace *self = g_task_get_source_object (task);

  request->is_idempotent = TRUE;
  tg_sync_engine_ask_async (self->engine, request, g_task_get_cancellable (task), callback,
                            g_object_ref (task));
}

/* Takes `failure`. */
static void
fail (GTask  *task,
      GError *failure)
{
  get_round (task)->failure = failure;
  end (task);
}

static void
fail_by_answer (GTask            *task,
                const TgResponse *response)
{
  g_autoptr (TgProblem) problem = tg_wire_read_problem (response->body, NULL);

  fail (task, g_error_new (TG_ERROR, TG_ERROR_REFUSED,
                           _("The single window gives no code tables (%u): %s"), response->status,
                           problem != NULL ? problem->title : ""));
}

static void
set_body (Round            *round,
          const TgResponse *response)
{
  g_clear_pointer (&round->body, g_bytes_unref);
  round->body = g_bytes_ref (response->body);
}

/* ---- the end ---- */

static void
run_end (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  const Round *round = data;
  const TgWindowCodes place = get_place (round);
  GError *error = NULL;

  if ((round->n_applied > 0 && !tg_code_source_reload (round->codes, &error)) ||
      (round->failure == NULL && round->new_tag != NULL &&
       !tg_window_codes_keep_tag (&place, round->new_tag, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (error == NULL && round->n_applied > 0)
    tg_workspace_check_drafts (TG_WORKSPACE (source));
  if (round->failure != NULL)
    {
      g_clear_error (&error);
      g_task_return_error (task, g_steal_pointer (&round->failure));
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What came before something failed counts all the same. */
static void
end (GTask *task)
{
  run_in_pool (task, run_end, on_ended);
}

/* ---- a table ---- */

static const TgCodeWant *
get_want (const Round *round)
{
  return round->wants->pdata[round->n_done];
}

static void
go_on (GTask *task)
{
  Round *round = get_round (task);

  round->is_whole = FALSE;
  if (round->n_done < round->wants->len)
    ask_table (task);
  else
    end (task);
}

static void
run_apply (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  const Round *round = data;
  const TgCodeWant *want = get_want (round);
  const TgWindowCodes place = get_place (round);
  GError *error = NULL;
  g_autoptr (TgCodeDelta) delta = tg_wire_read_code_delta (round->body, &error);

  if (delta != NULL && tg_window_codes_apply (&place, want->mark, delta, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_prefix_error (&error, _("Code table %s: "), want->mark->table);
  g_task_return_error (task, error);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      round->n_applied++;
      round->n_done++;
      go_on (task);
    }
  else if (g_error_matches (error, TG_ERROR, TG_ERROR_CONFLICT) && !round->is_whole &&
           get_want (round)->from != NULL)
    {
      g_clear_error (&error);
      round->is_whole = TRUE;
      ask_table (task);
    }
  else if (g_error_matches (error, TG_ERROR, TG_ERROR_BUSY) && !round->is_again)
    {
      g_clear_error (&error);
      round->is_again = TRUE;
      ask_list (task);
    }
  else
    fail (task, error);
}

static void
on_table (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);

  if (response == NULL)
    fail (task, error);
  else if (response->status != 200)
    fail_by_answer (task, response);
  else
    {
      set_body (get_round (task), response);
      run_in_pool (task, run_apply, on_applied);
    }
}

static void
ask_table (GTask *task)
{
  const Round *round = get_round (task);
  const TgCodeWant *want = get_want (round);
  g_autoptr (GString) path = g_string_new ("/code-tables/");
  TgRequest *request;

  g_string_append_uri_escaped (path, want->mark->table, NULL, FALSE);
  if (want->from != NULL && !round->is_whole)
    {
      g_string_append (path, "?from=");
      g_string_append_uri_escaped (path, want->from, NULL, FALSE);
    }
  request = tg_request_new ("GET", path->str);
  request->max_bytes = tg_wire_get_code_bytes (want->mark);
  request->seconds = SECONDS;
  ask (task, request, on_table);
}

/* ---- the list ---- */

static GPtrArray *
compare (const Round  *round,
         GError      **error)
{
  const TgWindowCodes place = get_place (round);
  g_autoptr (TgManifest) manifest = tg_wire_read_manifest (round->body, error);

  if (manifest == NULL || !tg_code_trust_check (round->keys, manifest, error))
    return NULL;
  return tg_window_codes_compare (&place, manifest->tables, error);
}

static void
run_compare (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *wants = compare (data, &error);

  if (wants != NULL)
    {
      g_task_return_pointer (task, wants, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_prefix_error (&error, _("The list of code tables is not taken: "));
  g_task_return_error (task, error);
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  GPtrArray *wants = g_task_propagate_pointer (G_TASK (result), &error);

  if (wants == NULL)
    {
      fail (task, error);
      return;
    }
  g_clear_pointer (&round->wants, g_ptr_array_unref);
  round->wants = wants;
  round->n_done = 0;
  go_on (task);
}

static void
set_keys (Round *round,
          char  *keys)
{
  g_free (round->keys);
  round->keys = keys;
  g_free (round->name);
  round->name = tg_code_trust_make_name (keys);
}

static gpointer
run_pin (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  tg_setting_table_set (conn, TG_CODE_TRUST_SETTING, data, error);
  return NULL;
}

static void
on_pinned (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    fail (task, error);
  else
    run_in_pool (task, run_compare, on_compared);
}

/* The first contact: what discovery named is what counts from now on. */
static void
pin (GTask      *task,
     const char *keys)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const TgStoreJob job = { run_pin, g_strdup (keys), g_free, NULL };

  set_keys (get_round (task), g_strdup (keys));
  tg_store_write_async (self->store, &job, NULL, on_pinned, g_object_ref (task));
}

/* A window without code tables is no fault of anybody. */
static void
on_list (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);

  if (response == NULL)
    fail (task, error);
  else if (response->status == 304 || response->status == 404)
    end (task);
  else if (response->status != 200)
    fail_by_answer (task, response);
  else
    {
      g_free (round->new_tag);
      round->new_tag = g_strdup (tg_response_get_header (response, "ETag"));
      set_body (round, response);
      if (*round->keys == '\0' && *tg_sync_engine_get_code_keys (TG_SYNC_ENGINE (source)) != '\0')
        pin (task, tg_sync_engine_get_code_keys (TG_SYNC_ENGINE (source)));
      else
        run_in_pool (task, run_compare, on_compared);
    }
}

static void
ask_list (GTask *task)
{
  const Round *round = get_round (task);
  TgRequest *request = tg_request_new ("GET", "/code-tables");

  if (*round->tag != '\0' && !round->is_again)
    tg_request_set_header (request, "If-None-Match", round->tag);
  ask (task, request, on_list);
}

static void
run_begin (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  const Round *round = data;
  const TgWindowCodes place = get_place (round);
  GError *error = NULL;
  char *tag = *round->keys != '\0' ? tg_window_codes_dup_tag (&place, &error) : g_strdup ("");

  if (tag != NULL)
    g_task_return_pointer (task, tag, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  get_round (task)->tag = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    ask_list (task);
}

static gpointer
run_read_keys (TgStoreConnection  *conn,
               gpointer            data,
               GError            **error)
{
  return tg_setting_table_get (conn, TG_CODE_TRUST_SETTING, error);
}

static void
on_keys (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *keys = tg_store_read_finish (TG_STORE (source), result, &error);

  if (keys == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_keys (get_round (task), keys);
  run_in_pool (task, run_begin, on_begun);
}

static void
read_keys (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const TgStoreJob job = { run_read_keys, NULL, NULL, g_free };

  tg_store_read_async (self->store, &job, NULL, on_keys, g_object_ref (task));
}

void
tg_code_exchange_run_async (TgWorkspace         *workspace,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Round *round;

  g_return_if_fail (TG_IS_WORKSPACE (workspace));

  task = g_task_new (workspace, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_code_exchange_run_async);
  round = g_new0 (Round, 1);
  round->codes = g_object_ref (workspace->codes);
  g_task_set_task_data (task, round, round_free);
  if (workspace->engine == NULL)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE, "%s",
                             _("No window is set. Connect to one first."));
  else if (tg_code_source_get_window (workspace->codes) == NULL)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_READ_ONLY, "%s",
                             _("The workspace has no place for code tables."));
  else
    read_keys (task);
}

gboolean
tg_code_exchange_run_finish (TgWorkspace   *workspace,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
