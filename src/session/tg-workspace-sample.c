/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tg-data-dir.h"
#include "tg-duties.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-inbox.h"
#include "tg-json.h"
#include "tg-ledger.h"
#include "tg-lookup-table.h"
#include "tg-outbox.h"
#include "tg-saver-private.h"
#include "tg-wire-codec.h"

/* The sample company goes in through the verbs that everything goes through: saves, an attempt for
 * each filing that was sent, its answer, its receipts as a page of events. One job, one
 * transaction: all of it or nothing. */

#define SAMPLE_FILE "samples/company/sample.json"

typedef struct
{
  JsonNode    *root;
  TgCatalogue *catalogue;
  TgClock     *clock;
  TgChance    *chance;
  GHashTable  *ids;            /* "type:key" → id of a fact */
  GHashTable  *enterprises;    /* key → id */
  GHashTable  *codes;          /* key → code at the window */
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_clear_pointer (&sample->root, json_node_unref);
  tg_catalogue_unref (sample->catalogue);
  g_object_unref (sample->clock);
  tg_chance_unref (sample->chance);
  g_hash_table_unref (sample->ids);
  g_hash_table_unref (sample->enterprises);
  g_hash_table_unref (sample->codes);
  g_free (sample);
}

static TgDocument *
read_document (JsonObject  *object,
               GError     **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *document;

  if (!tg_json_need_object (object, "document", &document, error))
    return NULL;
  json_node_set_object (node, document);
  text = tg_json_to_canonical (node, error);
  return text != NULL ? tg_document_new_from_json (text, -1, error) : NULL;
}

static TgSave *
new_save (const TgForm *form,
          const char   *id,
          const char   *enterprise,
          TgDocument   *document)
{
  TgSave *save = tg_save_new (form->family == TG_FAMILY_FACT, id, form->id, form->version);

  save->enterprise = g_strdup (enterprise);
  tg_saver_add_changes (save, NULL, document, "", TG_ORIGIN_IMPORT);
  tg_save_set_document (save, form, tg_document_freeze (document));
  return save;
}

/* ---- facts ---- */

static gboolean
load_fact (Sample             *sample,
           TgStoreConnection  *conn,
           JsonObject         *object,
           GError            **error)
{
  const char *type = tg_json_get_string (object, "type", "");
  const char *key = tg_json_get_string (object, "key", "");
  const char *owner = tg_json_get_string (object, "enterprise", NULL);
  TgForm *form = tg_catalogue_find_fact (sample->catalogue, type, 0);
  g_autofree char *id = tg_id_new (sample->clock, sample->chance);
  g_autoptr (TgDocument) document = read_document (object, error);
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autoptr (TgSave) save = NULL;
  gint64 revision;

  if (document == NULL)
    return FALSE;
  if (form == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The sample has a fact of unknown type: %s",
                   type);
      return FALSE;
    }
  enterprise = tg_saver_make_enterprise (id, type, document);
  if (enterprise != NULL)
    {
      if (!tg_enterprise_table_put (conn, enterprise, error))
        return FALSE;
      g_hash_table_insert (sample->enterprises, g_strdup (key), g_strdup (id));
      g_hash_table_insert (sample->codes, g_strdup (key), g_strdup (enterprise->code));
      owner = key;
    }
  save = new_save (form, id, g_hash_table_lookup (sample->enterprises, owner), document);
  g_hash_table_insert (sample->ids, g_strdup_printf ("%s:%s", type, key), g_strdup (id));
  return tg_duties_save (conn, sample->catalogue, save, &revision, error);
}

/* ---- filings ---- */

static void
add_links (Sample     *sample,
           TgSave     *save,
           JsonObject *object)
{
  JsonArray *from = tg_json_get_array (object, "from");

  save->links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_link_free);
  for (guint i = 0; from != NULL && i < json_array_get_length (from); i++)
    {
      const char *name = json_array_get_string_element (from, i);
      const char *id = g_hash_table_lookup (sample->ids, name);
      g_autofree char *kind = g_strndup (name, strcspn (name, ":"));

      if (id != NULL)
        g_ptr_array_add (save->links, tg_link_new (id, kind, "", save->subject, ""));
    }
}

/* The store keeps the words of one language, as the window sends them: those in force now. */
static const char *
read_words (JsonObject *object,
            const char *member)
{
  JsonObject *words = tg_json_get_object (object, member);

  return words != NULL ? tg_json_get_string (words, tg_language_get (), "") : "";
}

static TgReceipt *
read_receipt (JsonObject  *object,
              const char  *id,
              const char  *filing,
              const char  *submission,
              const char  *agency)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  JsonArray *errors = tg_json_get_array (object, "errors");
  TgFilingState status = TG_FILING_RECEIVED;
  TgReceiptFields fields = { 0 };

  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      JsonObject *fault = tg_json_get_object_at (errors, i);

      g_ptr_array_add (faults, tg_fault_new (tg_json_get_string (fault, "pointer", ""),
                                             tg_json_get_string (fault, "code", ""),
                                             read_words (fault, "detail")));
    }
  fields.id = id;
  fields.filing = filing;
  fields.submission = submission;
  fields.revision = 1;
  fields.agency = agency;
  fields.status_text = tg_json_get_string (object, "status", "");
  tg_filing_state_parse (fields.status_text, &status);
  fields.status = status;
  fields.code = tg_json_get_string (object, "code", "");
  fields.message = read_words (object, "message");
  fields.number = tg_json_get_string (object, "number", "");
  tg_time_from_rfc3339 (tg_json_get_string (object, "at", ""), &fields.at, NULL);
  fields.faults = faults;
  return tg_receipt_new (&fields);
}

static gboolean
apply_receipts (Sample             *sample,
                TgStoreConnection  *conn,
                JsonArray          *receipts,
                const TgAttempt    *attempt,
                const char         *agency,
                GError            **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  g_autoptr (TgFeedPosition) position = tg_feed_table_load (conn, TG_FEED_EVENTS, error);
  g_autoptr (TgInboxSummary) summary = NULL;
  TgInboxFollow follow = { tg_ledger_follow_receipt, sample->catalogue };
  TgInboxPage page;

  if (position == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (receipts); i++)
    {
      g_autofree char *id = tg_id_new (sample->clock, sample->chance);
      g_autoptr (TgReceipt) receipt = read_receipt (tg_json_get_object_at (receipts, i), id,
                                                    attempt->filing, attempt->id, agency);
      g_autofree char *data = tg_wire_write_receipt_data (receipt);
      TgEvent *event = tg_event_new (TG_EVENT_RECEIPT, id, "receipt", tg_receipt_get_at (receipt),
                                     attempt->filing, data);

      tg_event_set_receipt (event, receipt);
      g_ptr_array_add (events, event);
    }
  page = (TgInboxPage) { events, position->cursor, position->cursor, position->epoch, &follow };
  summary = tg_inbox_apply_page (conn, &page, error);
  return summary != NULL;
}

/* `object` is the filing's; the practice window has its submission under the same id, too. */
static TgAttempt *
new_attempt (Sample        *sample,
             JsonObject    *object,
             const TgForm  *form,
             TgDocument    *document,
             GError       **error)
{
  const char *filing = tg_json_get_string (object, "id", "");
  const char *owner = tg_json_get_string (object, "enterprise", "");
  g_autoptr (TgSubmission) submission = g_new0 (TgSubmission, 1);
  g_autoptr (TgAttempt) attempt = NULL;

  submission->id = g_strdup (tg_json_get_string (object, "submission", ""));
  submission->filing = g_strdup (filing);
  submission->form = g_strdup (form->id);
  submission->form_version = form->version;
  submission->enterprise = g_strdup (g_hash_table_lookup (sample->codes, owner));
  submission->document = tg_document_ref (document);
  submission->attachments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_ref_free);
  attempt = tg_attempt_new (submission->id, filing, TG_ACTION_FILE);
  attempt->frozen = tg_wire_freeze_submission (submission, error);
  if (attempt->frozen == NULL)
    return NULL;
  g_free (attempt->digest);
  attempt->digest = g_strdup (submission->digest);
  attempt->state = TG_ATTEMPT_QUEUED;
  attempt->created = tg_clock_get_time (sample->clock);
  return g_steal_pointer (&attempt);
}

static gboolean
send_filing (TgStoreConnection  *conn,
             const TgAttempt    *attempt,
             TgDocument         *document,
             gint64              revision,
             GError            **error)
{
  const char *ids[] = { attempt->id, NULL };
  TgOutboxAnswer answer = { .id = attempt->id, .received = TRUE, .revision = 1 };

  return tg_outbox_queue (conn, attempt, document, revision, error) &&
         tg_outbox_mark_sending (conn, ids, error) &&
         tg_outbox_take_answers (conn, &answer, 1, error);
}

static gboolean
load_filing (Sample             *sample,
             TgStoreConnection  *conn,
             JsonObject         *object,
             GError            **error)
{
  const char *owner = tg_json_get_string (object, "enterprise", "");
  JsonArray *receipts = tg_json_get_array (object, "receipts");
  TgForm *form = tg_catalogue_find (sample->catalogue, tg_json_get_string (object, "form", ""),
                                    (guint) tg_json_get_int (object, "version", 1));
  /* The practice window has them under the same ids. */
  g_autofree char *id = g_strdup (tg_json_get_string (object, "id", ""));
  g_autoptr (TgDocument) document = read_document (object, error);
  g_autoptr (TgAttempt) attempt = NULL;
  g_autoptr (TgSave) save = NULL;
  gint64 revision;

  if (document == NULL || form == NULL)
    return FALSE;
  save = new_save (form, id, g_hash_table_lookup (sample->enterprises, owner), document);
  add_links (sample, save, object);
  if (!tg_duties_save (conn, sample->catalogue, save, &revision, error))
    return FALSE;
  if (receipts == NULL || json_array_get_length (receipts) == 0)
    return TRUE;
  attempt = new_attempt (sample, object, form, document, error);
  return attempt != NULL && send_filing (conn, attempt, document, revision, error) &&
         tg_duties_set_done (conn, id, form, error) &&
         apply_receipts (sample, conn, receipts, attempt, form->agency, error);
}

/* ---- the job ---- */

typedef gboolean (*LoadOne) (Sample             *sample,
                             TgStoreConnection  *conn,
                             JsonObject         *object,
                             GError            **error);

static gboolean
load_all (Sample             *sample,
          TgStoreConnection  *conn,
          const char         *member,
          LoadOne             load_one,
          GError            **error)
{
  JsonArray *array;

  if (!tg_json_need_array (json_node_get_object (sample->root), member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!load_one (sample, conn, tg_json_get_object_at (array, i), error))
      {
        if (error != NULL && *error == NULL)
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The sample's %s %u can't be read",
                       member, i + 1);
        return FALSE;
      }
  return TRUE;
}

static gpointer
run_sample (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  Sample *sample = data;
  g_autoptr (GPtrArray) enterprises = tg_enterprise_table_list (conn, error);

  if (enterprises == NULL || enterprises->len > 0)
    return NULL;
  if (load_all (sample, conn, "enterprises", load_fact, error) &&
      load_all (sample, conn, "facts", load_fact, error))
    load_all (sample, conn, "filings", load_filing, error);
  return NULL;
}

static void
on_refreshed (TgWorkspace *self,
              guint        changes,
              GTask       *task)
{
  g_signal_handlers_disconnect_by_func (self, on_refreshed, task);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_sample_stored (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_signal_connect (self, "changed", G_CALLBACK (on_refreshed), g_steal_pointer (&task));
  tg_workspace_refresh (self, TG_CHANGE_FILINGS | TG_CHANGE_FACTS);
}

static void
on_file_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { run_sample, NULL, sample_free, NULL };
  g_autofree char *text = NULL;
  GError *error = NULL;
  JsonNode *root = NULL;
  Sample *sample;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    root = tg_json_parse (text, (gssize) length, NULL, &error);
  if (root == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sample = g_new0 (Sample, 1);
  sample->root = root;
  sample->catalogue = tg_catalogue_ref (self->catalogue);
  sample->clock = g_object_ref (self->clock);
  sample->chance = tg_chance_new_system ();
  sample->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sample->enterprises = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sample->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  job.data = sample;
  tg_store_write_async (self->store, &job, NULL, on_sample_stored, g_steal_pointer (&task));
}

void
tg_workspace_load_sample_async (TgWorkspace         *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_load_sample_async);
  if (!tg_workspace_is_practice (self))
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_REFUSED, "%s",
                               _("The sample company belongs in a practice workspace."));
      return;
    }
  path = g_build_filename (tg_data_dir_get (), SAMPLE_FILE, NULL);
  file = g_file_new_for_path (path);
  g_file_load_contents_async (file, cancellable, on_file_read, g_steal_pointer (&task));
}

gboolean
tg_workspace_load_sample_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
