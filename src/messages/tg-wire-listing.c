/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-wire-json.h"

/* `GET /v1/filings`: all that the window has of the account, asked for when the feed's thread is
 * lost. */

static JsonObject *
submission_to (const TgResult *submission)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", submission->id);
  json_object_set_string_member (object, "digest", submission->reference);
  json_object_set_string_member (object, "outcome", submission->received ? "received" : "refused");
  if (submission->received)
    json_object_set_int_member (object, "revision", submission->revision);
  return object;
}

static JsonObject *
filing_to (const TgListedFiling *filing)
{
  g_autofree char *document = tg_document_to_json (filing->document);
  JsonObject *object = json_object_new ();
  JsonArray *receipts = json_array_new ();
  JsonArray *submissions = json_array_new ();

  for (guint i = 0; i < filing->receipts->len; i++)
    json_array_add_object_element (receipts, tg_wire_event_to (filing->receipts->pdata[i]));
  for (guint i = 0; i < filing->submissions->len; i++)
    json_array_add_object_element (submissions, submission_to (filing->submissions->pdata[i]));

  json_object_set_string_member (object, "filing", filing->filing);
  json_object_set_string_member (object, "form", filing->form);
  json_object_set_int_member (object, "form_version", filing->form_version);
  json_object_set_string_member (object, "enterprise", filing->enterprise);
  json_object_set_int_member (object, "revision", filing->revision);
  json_object_set_string_member (object, "status", filing->status);
  tg_wire_set_text (object, "document", document);
  json_object_set_array_member (object, "receipts", receipts);
  json_object_set_array_member (object, "submissions", submissions);
  return object;
}

char *
tg_wire_write_filing_page (const TgFilingPage *page,
                           const char         *epoch)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < page->filings->len; i++)
    json_array_add_object_element (array, filing_to (page->filings->pdata[i]));
  json_object_set_string_member (object, "api", "1");
  json_object_set_string_member (object, "epoch", epoch);
  json_object_set_array_member (object, "filings", array);
  json_object_set_string_member (object, "cursor", page->cursor);
  json_object_set_boolean_member (object, "more", page->more);
  if (page->feed != NULL)
    json_object_set_string_member (object, "feed", page->feed);
  return tg_wire_object_to_text (object);
}

static TgResult *
submission_from (JsonObject  *object,
                 GError     **error)
{
  const char *id, *digest, *outcome;
  TgResult *self;

  if (!tg_wire_need_id (object, "id", &id, error) ||
      !tg_wire_need_bounded (object, "digest", TG_WIRE_MAX_ID, &digest, error) ||
      !tg_wire_need_bounded (object, "outcome", TG_WIRE_MAX_ID, &outcome, error))
    return NULL;
  self = g_new0 (TgResult, 1);
  self->id = g_strdup (id);
  self->reference = g_strdup (digest);
  self->received = strcmp (outcome, "received") == 0;
  self->revision = MAX (tg_json_get_int (object, "revision", 0), 0);
  return self;
}

static gboolean
read_lists (TgListedFiling  *self,
            JsonObject      *object,
            GError         **error)
{
  JsonArray *receipts, *submissions;

  self->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  self->submissions = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  if (!tg_wire_need_list (object, "receipts", &receipts, error) ||
      !tg_wire_need_list (object, "submissions", &submissions, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (receipts); i++)
    {
      TgEvent *event = tg_wire_event_from (tg_wire_get_element (receipts, i), error);

      if (event == NULL)
        return FALSE;
      g_ptr_array_add (self->receipts, event);
    }
  for (guint i = 0; i < json_array_get_length (submissions); i++)
    {
      TgResult *result = submission_from (tg_wire_get_element (submissions, i), error);

      if (result == NULL)
        return FALSE;
      g_ptr_array_add (self->submissions, result);
    }
  return TRUE;
}

static TgListedFiling *
filing_from (JsonObject  *object,
             GError     **error)
{
  g_autoptr (TgListedFiling) self = g_new0 (TgListedFiling, 1);
  const char *filing, *form, *enterprise;
  gint64 version, revision;

  if (!tg_wire_need_id (object, "filing", &filing, error) ||
      !tg_wire_need_bounded (object, "form", TG_WIRE_MAX_ID, &form, error) ||
      !tg_json_need_int (object, "form_version", &version, error) ||
      !tg_wire_need_bounded (object, "enterprise", TG_WIRE_MAX_ID, &enterprise, error) ||
      !tg_json_need_int (object, "revision", &revision, error) ||
      !read_lists (self, object, error))
    return NULL;
  self->filing = g_strdup (filing);
  self->form = g_strdup (form);
  self->form_version = (guint) CLAMP (version, 0, G_MAXINT32);
  self->enterprise = g_strdup (enterprise);
  self->revision = MAX (revision, 0);
  self->status = g_strdup (tg_json_get_string (object, "status", ""));
  self->document = tg_wire_read_document (object, "document", NULL);
  return g_steal_pointer (&self);
}

TgFilingPage *
tg_wire_read_filing_page (GBytes  *body,
                          GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (TgFilingPage) self = g_new0 (TgFilingPage, 1);
  JsonObject *object;
  JsonArray *array;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!tg_wire_need_list (object, "filings", &array, error))
    return NULL;
  self->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_listed_filing_free);
  self->cursor = g_strdup (tg_json_get_string (object, "cursor", ""));
  self->more = tg_json_get_boolean (object, "more", FALSE);
  self->feed = g_strdup (tg_json_get_string (object, "feed", NULL));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TgListedFiling *filing = filing_from (tg_wire_get_element (array, i), error);

      if (filing == NULL)
        {
          g_prefix_error (error, "filings/%u: ", i);
          return NULL;
        }
      g_ptr_array_add (self->filings, filing);
    }
  if (self->more && (*self->cursor == '\0' || strlen (self->cursor) > TG_WIRE_MAX_CURSOR))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "There is more, but no cursor to it");
      return NULL;
    }
  return g_steal_pointer (&self);
}
