/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-enquiry.h"

#include <glib/gi18n-lib.h>

#include "tg-enquiry-table.h"
#include "tg-enquiry.h"
#include "tg-error.h"
#include "tg-wire-codec.h"
#include "tg-workspace-private.h"

/* Enquiries: asked of the window as an errand, kept as they came, and read from there when the
 * window is not to be had. */

static const char * const kinds[] = {
  "enterprise-credit", "negative-list", "product", "shipment", "trade", "exchange-rate",
  "statistics", "trace", NULL
};

typedef struct
{
  char   *kind;
  char   *words;
  GBytes *body;       /* nullable */
  GError *failure;    /* nullable: why the window did not answer */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->kind);
  g_free (question->words);
  g_clear_pointer (&question->body, g_bytes_unref);
  g_clear_error (&question->failure);
  g_free (question);
}

const char * const *
tg_workspace_get_enquiry_kinds (void)
{
  return kinds;
}

static void
return_answer (GTask      *task,
               GBytes     *body,
               const char *offline)
{
  GError *error = NULL;
  TgWireEnquiry *answer = tg_wire_read_enquiry (body, &error);

  if (answer != NULL)
    g_task_return_pointer (task, tg_enquiry_new (answer, offline), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* ---- offline ---- */

static gpointer
run_find (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Question *question = data;

  return tg_enquiry_table_find (conn, question->kind, question->words, error);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = tg_store_read_finish (TG_STORE (source), result, &error);

  if (body != NULL)
    return_answer (task, body, question->failure->message);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_error (task, g_steal_pointer (&question->failure));
}

/* Takes `failure`. */
static void
answer_offline (GTask  *task,
                GError *failure)
{
  TgWorkspace *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  const TgStoreJob job = { run_find, question, NULL, (GDestroyNotify) g_bytes_unref };

  question->failure = failure;
  tg_store_read_async (self->store, &job, NULL, on_found, g_object_ref (task));
}

/* ---- the window ---- */

static gpointer
run_keep (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Question *question = data;

  tg_enquiry_table_put (conn, question->kind, question->words, question->body, error);
  return NULL;
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    return_answer (task, question->body, "");
}

/* What is kept is what can be read. */
static void
take_answer (GTask            *task,
             const TgResponse *response)
{
  TgWorkspace *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  const TgStoreJob job = { run_keep, question, NULL, NULL };
  GError *error = NULL;
  g_autoptr (TgWireEnquiry) answer = tg_wire_read_enquiry (response->body, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  question->body = g_bytes_ref (response->body);
  tg_store_write_async (self->store, &job, NULL, on_kept, g_object_ref (task));
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);
  g_autoptr (TgProblem) problem = NULL;

  if (response == NULL && g_error_matches (error, TG_ERROR, TG_ERROR_OFFLINE))
    answer_offline (task, error);
  else if (response == NULL)
    g_task_return_error (task, error);
  else if (response->status == 200)
    take_answer (task, response);
  else
    {
      problem = tg_wire_read_problem (response->body, NULL);
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_REFUSED,
                               _("The single window does not answer this (%u): %s"),
                               response->status, problem != NULL ? problem->detail : "");
    }
}

static TgRequest *
make_request (const Question *question)
{
  g_autoptr (GString) path = g_string_new ("/enquiries/");

  g_string_append (path, question->kind);
  g_string_append (path, "?q=");
  g_string_append_uri_escaped (path, question->words, NULL, FALSE);
  return tg_request_new ("GET", path->str);
}

void
tg_workspace_ask_async (TgWorkspace         *self,
                        const char          *kind,
                        const char          *words,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_ask_async);
  question = g_new0 (Question, 1);
  question->kind = g_strdup (kind);
  question->words = g_strdup (words);
  g_task_set_task_data (task, question, question_free);
  if (!g_strv_contains (kinds, kind))
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID,
                             _("“%s” is no kind of enquiry"), kind);
  else if (self->engine == NULL)
    answer_offline (task, g_error_new (TG_ERROR, TG_ERROR_OFFLINE, "%s",
                                       _("No window is set. Connect to one first.")));
  else
    tg_sync_engine_ask_async (self->engine, make_request (question), cancellable, on_asked,
                              g_object_ref (task));
}

TgEnquiry *
tg_workspace_ask_finish (TgWorkspace   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
