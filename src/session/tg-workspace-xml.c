/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-xml.h"

#include "tg-pool.h"
#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "tg-draft-private.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-workspace-dxp.h"
#include "tg-xml-map.h"
#include "tg-xml-writer.h"

/* What stands in the message is gathered on the main thread; the mapping is read and the message
 * written in the pool. */

typedef struct
{
  TgForm       *form;         /* nullable: not gathered yet */
  char         *directory;    /* the data directory that it lies in */
  TgXmlMessage *message;
  TgCodeSource *codes;
  char         *today;
  char         *dxp_id;
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *self = data;

  g_clear_pointer (&self->form, tg_form_unref);
  g_free (self->directory);
  g_clear_pointer (&self->message, tg_xml_message_free);
  g_clear_object (&self->codes);
  g_free (self->today);
  g_free (self->dxp_id);
  g_free (self);
}

static gpointer
run_export (gpointer   source,
            gpointer   data,
            GError   **error)
{
  Exporting *self = data;
  TgXmlContext context = { TG_CODE_LOOKUP (self->codes), self->today, NULL };
  g_autoptr (TgXmlMap) map = tg_xml_map_load (self->form, self->directory, error);
  GBytes *bytes = map != NULL ? tg_xml_writer_write (map->data, self->message, &context, error)
                              : NULL;

  return bytes;
}

static void
set_guid (TgWorkspace    *self,
          TgEnvelope     *envelope,
          TgEnvelopeFact  fact)
{
  g_autofree char *id = tg_id_new (self->clock, self->chance);
  g_autofree char *guid = g_ascii_strup (id, -1);

  tg_envelope_set (envelope, fact, guid);
}

/* Kind of sending: what was sent before is changed. */
static const char *
get_app_type (TgDraft *draft)
{
  TgAction action = TG_ACTION_FILE;

  tg_state_can_send (tg_draft_get_filing_state (draft), tg_draft_get_attempt_state (draft),
                     &action);
  return action == TG_ACTION_AMEND ? "2" : "1";
}

static TgDocument *
get_enterprise (TgDraft *draft)
{
  TgRulesContext context = tg_draft_get_context (draft);

  return context.others != NULL ? g_hash_table_lookup (context.others, "fact.enterprise") : NULL;
}

static void
gather (Exporting   *exporting,
        TgWorkspace *self,
        TgDraft     *draft)
{
  TgRulesContext context = tg_draft_get_context (draft);
  g_autoptr (TgDocument) sent = tg_rules_to_sent (draft->rules, draft->document, &context);
  TgDocument *enterprise = get_enterprise (draft);
  g_autofree char *time = tg_envelope_format_time (tg_clock_get_time (self->clock));
  TgXmlMessage *message = tg_xml_message_new ();
  TgXmlItem *item = tg_xml_message_add (message, sent);

  set_guid (self, message->envelope, TG_ENVELOPE_MESSAGE_GUID);
  if (enterprise != NULL)
    {
      tg_envelope_set (message->envelope, TG_ENVELOPE_COP_CODE,
                       tg_document_get (enterprise, "uscc"));
      tg_envelope_set (message->envelope, TG_ENVELOPE_COP_NAME,
                       tg_document_get (enterprise, "name_zh"));
    }
  set_guid (self, item->envelope, TG_ENVELOPE_GUID);
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_TYPE, get_app_type (draft));
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_TIME, time);
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_STATUS, "2");
  exporting->message = message;
  exporting->form = tg_form_ref (tg_rules_get_form (draft->rules));
  exporting->directory = g_strdup (tg_catalogue_get_directory (self->catalogue, exporting->form));
  exporting->codes = g_object_ref (self->codes);
  exporting->today = tg_clock_dup_today (self->clock);
}

static void
on_number (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exporting *exporting = g_task_get_task_data (task);
  GError *error = NULL;

  exporting->dxp_id = tg_workspace_read_dxp_finish (TG_WORKSPACE (source), result, &error);
  if (exporting->dxp_id == NULL)
    g_task_return_error (task, error);
  else if (*exporting->dxp_id == '\0')
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID, "%s",
                             _("The enterprise has no number at the data centre yet (DXPENT…), "
                               "which stands on every message to customs. Enter it in the "
                               "preferences under Customs' client, or with tongguanctl dxp."));
  else
    {
      tg_envelope_set (exporting->message->envelope, TG_ENVELOPE_DXP_ID, exporting->dxp_id);
      tg_pool_run (task, run_export, (GDestroyNotify) g_bytes_unref);
    }
}

static gboolean
check_number (Exporting  *exporting,
              GError    **error)
{
  g_autofree char *number = tg_workspace_normalise_dxp (exporting->dxp_id, error);

  if (number == NULL)
    return FALSE;
  tg_envelope_set (exporting->message->envelope, TG_ENVELOPE_DXP_ID, number);
  return TRUE;
}

static void
on_draft (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exporting *exporting = g_task_get_task_data (task);
  TgWorkspace *self = TG_WORKSPACE (source);
  GError *error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (self, result, &error);
  TgDocument *enterprise = draft != NULL ? get_enterprise (draft) : NULL;
  const char *code = enterprise != NULL ? tg_document_get (enterprise, "uscc") : "";

  if (draft != NULL)
    gather (exporting, self, draft);
  if (draft != NULL && exporting->dxp_id == NULL)
    tg_workspace_read_dxp_async (self, *code != '\0' ? code : NULL, NULL, on_number,
                                 g_steal_pointer (&task));
  else if (draft == NULL || !check_number (exporting, &error))
    g_task_return_error (task, error);
  else
    tg_pool_run (task, run_export, (GDestroyNotify) g_bytes_unref);
}

void
tg_workspace_export_xml_async (TgWorkspace         *self,
                               const char          *id,
                               const char          *dxp_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Exporting *exporting;

  g_return_if_fail (TG_IS_WORKSPACE (self) && id != NULL);

  exporting = g_new0 (Exporting, 1);
  exporting->dxp_id = g_strdup (dxp_id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_export_xml_async);
  g_task_set_task_data (task, exporting, exporting_free);
  tg_workspace_open_draft_async (self, id, cancellable, on_draft, g_steal_pointer (&task));
}

GBytes *
tg_workspace_export_xml_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
