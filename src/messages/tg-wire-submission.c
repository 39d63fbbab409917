/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-id.h"
#include "tg-wire-json.h"

/* The client's side of a batch. The bytes of an item are made once, by
 * tg_wire_freeze_submission, and from then on only copied: what is signed, stored, sent and
 * shown is one thing. */

#define BATCH_HEAD "{\"submissions\":["
#define BATCH_TAIL "]}"

static JsonArray *
attachments_to (GPtrArray *attachments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const TgAttachmentRef *ref = attachments->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "name", ref->name);
      json_object_set_string_member (entry, "media_type", ref->media_type);
      json_object_set_int_member (entry, "bytes", ref->bytes);
      json_object_set_string_member (entry, "sha256", ref->sha256);
      json_array_add_object_element (array, entry);
    }
  return array;
}

/* The item without `digest` and `signature`. */
static JsonObject *
submission_to (TgSubmission *submission)
{
  g_autofree char *document = tg_document_to_json (submission->document);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", submission->id);
  json_object_set_string_member (object, "action", tg_action_to_name (submission->action));
  json_object_set_string_member (object, "filing", submission->filing);
  json_object_set_string_member (object, "form", submission->form);
  json_object_set_int_member (object, "form_version", submission->form_version);
  json_object_set_string_member (object, "enterprise", submission->enterprise);
  tg_wire_set_text (object, "document", document);
  if (submission->action != TG_ACTION_FILE)
    json_object_set_int_member (object, "base_revision", submission->base_revision);
  json_object_set_array_member (object, "attachments", attachments_to (submission->attachments));
  return object;
}

static gboolean
check_submission (TgSubmission  *submission,
                  GError       **error)
{
  const char *fault = NULL;

  if (!tg_id_is_valid (submission->id))
    fault = "id";
  else if (!tg_id_is_valid (submission->filing))
    fault = "filing";
  else if (submission->form == NULL || *submission->form == '\0')
    fault = "form";
  else if (submission->enterprise == NULL)
    fault = "enterprise";
  else if (submission->document == NULL)
    fault = "document";
  else if (submission->action != TG_ACTION_FILE && submission->base_revision < 1)
    fault = "base_revision";
  if (fault == NULL)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               "The submission's “%s” is missing or wrong", fault);
  return FALSE;
}

GBytes *
tg_wire_get_signed_bytes (TgSubmission  *submission,
                          GError       **error)
{
  g_autoptr (JsonObject) object = NULL;

  if (submission->signed_bytes != NULL)
    return g_bytes_ref (submission->signed_bytes);
  if (!check_submission (submission, error))
    return NULL;
  object = submission_to (submission);
  return tg_wire_object_to_canonical (object, error);
}

GBytes *
tg_wire_freeze_submission (TgSubmission  *submission,
                           GError       **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) signed_bytes = NULL;

  if (!check_submission (submission, error))
    return NULL;
  object = submission_to (submission);
  signed_bytes = tg_wire_object_to_canonical (object, error);
  if (signed_bytes == NULL)
    return NULL;
  g_free (submission->digest);
  submission->digest = tg_json_digest (g_bytes_get_data (signed_bytes, NULL));
  json_object_set_string_member (object, "digest", submission->digest);
  if (submission->signature != NULL)
    json_object_set_string_member (object, "signature", submission->signature);
  return tg_wire_object_to_canonical (object, error);
}

GBytes *
tg_wire_join_batch (GPtrArray *frozen)
{
  GByteArray *body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *) BATCH_HEAD, strlen (BATCH_HEAD));
  for (guint i = 0; i < frozen->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (frozen->pdata[i], &length);

      if (i > 0)
        g_byte_array_append (body, (const guint8 *) ",", 1);
      g_byte_array_append (body, data, (guint) length);
    }
  g_byte_array_append (body, (const guint8 *) BATCH_TAIL, strlen (BATCH_TAIL));
  return g_byte_array_free_to_bytes (body);
}
