/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-id.h"
#include "tg-wire-json.h"

/* The window's side of a batch: every item is read on its own, and what is wrong with one
 * becomes its problem. Digest and signature are taken over the item as it came, so members that
 * we do not know count too. */

static void
add_fault (GPtrArray  *faults,
           const char *pointer,
           const char *code,
           const char *detail)
{
  g_ptr_array_add (faults, tg_fault_new (pointer, code, detail));
}

static char *
take_string (JsonObject *object,
             const char *member,
             GPtrArray  *faults)
{
  const char *value = tg_json_get_string (object, member, "");
  g_autofree char *pointer = g_strconcat ("/", member, NULL);

  if (*value == '\0')
    add_fault (faults, pointer, "missing", "a text is needed here");
  return g_strdup (value);
}

static gint64
take_count (JsonObject *object,
            const char *member,
            GPtrArray  *faults)
{
  gint64 value = tg_json_get_int (object, member, 0);
  g_autofree char *pointer = g_strconcat ("/", member, NULL);

  if (value < 1 || value > G_MAXINT32)
    {
      add_fault (faults, pointer, "number", "a whole number from 1 is needed here");
      return 0;
    }
  return value;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static GPtrArray *
take_attachments (JsonObject *object,
                  GPtrArray  *faults)
{
  GPtrArray *refs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_ref_free);
  JsonArray *array = tg_json_get_array (object, "attachments");

  if (array == NULL && json_object_has_member (object, "attachments"))
    add_fault (faults, "/attachments", "type", "a list is needed here");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = tg_wire_get_element (array, i);
      g_autofree char *pointer = g_strdup_printf ("/attachments/%u", i);
      TgAttachmentRef *ref;

      if (entry == NULL || !is_sha256 (tg_json_get_string (entry, "sha256", "")) ||
          tg_json_get_int (entry, "bytes", -1) < 0)
        {
          add_fault (faults, pointer, "invalid", "its size or SHA-256 is missing or wrong");
          continue;
        }
      ref = g_new0 (TgAttachmentRef, 1);
      ref->sha256 = g_strdup (tg_json_get_string (entry, "sha256", ""));
      ref->name = g_strdup (tg_json_get_string (entry, "name", ""));
      ref->media_type = g_strdup (tg_json_get_string (entry, "media_type", ""));
      ref->bytes = tg_json_get_int (entry, "bytes", 0);
      g_ptr_array_add (refs, ref);
    }
  return refs;
}

/* What digest and signature are over: the item as it came, without those two. */
static GBytes *
dup_signed_bytes (JsonObject  *object,
                  GError     **error)
{
  static const char * const except[] = { "digest", "signature", NULL };
  char *text = tg_json_object_to_canonical (object, except, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static void
check_digest (TgSubmission *self,
              JsonObject   *object,
              GPtrArray    *faults)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;

  self->signed_bytes = dup_signed_bytes (object, &error);
  if (self->signed_bytes == NULL)
    {
      add_fault (faults, "", "number", error->message);
      return;
    }
  expected = tg_json_digest (g_bytes_get_data (self->signed_bytes, NULL));
  if (strcmp (expected, self->digest) != 0)
    add_fault (faults, "/digest", "digest-mismatch", "the digest is not that of the item");
}

static void
take_action (TgSubmission *self,
             JsonObject   *object,
             GPtrArray    *faults)
{
  if (!tg_action_parse (tg_json_get_string (object, "action", ""), &self->action))
    add_fault (faults, "/action", "unknown", "file, amend or withdraw is needed here");
  else if (self->action != TG_ACTION_FILE)
    self->base_revision = take_count (object, "base_revision", faults);
  else if (json_object_has_member (object, "base_revision"))
    add_fault (faults, "/base_revision", "unexpected", "a first filing has no base revision");
}

/* Reads what can be read; the rest is named in `faults`. */
static TgSubmission *
submission_from (JsonObject *object,
                 const char *id,
                 GPtrArray  *faults)
{
  TgSubmission *self = g_new0 (TgSubmission, 1);
  g_autoptr (GError) error = NULL;

  self->id = g_strdup (id);
  take_action (self, object, faults);
  self->filing = take_string (object, "filing", faults);
  if (*self->filing != '\0' && !tg_id_is_valid (self->filing))
    add_fault (faults, "/filing", "id", "not an identifier (UUID version 7)");
  self->form = take_string (object, "form", faults);
  self->form_version = (guint) take_count (object, "form_version", faults);
  self->enterprise = take_string (object, "enterprise", faults);
  self->document = tg_wire_read_document (object, "document", &error);
  if (self->document == NULL)
    {
      add_fault (faults, "/document", "document", error->message);
      self->document = tg_document_freeze (tg_document_new ());
    }
  self->attachments = take_attachments (object, faults);
  self->digest = take_string (object, "digest", faults);
  self->signature = g_strdup (tg_json_get_string (object, "signature", NULL));
  check_digest (self, object, faults);
  return self;
}

static TgProblem *
problem_new_invalid (GPtrArray *faults)
{
  TgProblem *problem = g_new0 (TgProblem, 1);

  problem->code = g_strdup ("invalid");
  problem->title = g_strdup ("The submission is not well-formed");
  problem->detail = g_strdup (((TgFault *) faults->pdata[0])->detail);
  problem->status = 422;
  problem->faults = g_ptr_array_ref (faults);
  return problem;
}

static void
free_problem (gpointer problem)
{
  g_clear_pointer ((TgProblem **) &problem, tg_problem_free);
}

/* Fails as a whole only where there is no batch, or an item has no id under which to answer it. */
GPtrArray *
tg_wire_read_batch (GBytes     *body,
                    GPtrArray **problems,
                    GError    **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse (body, error);
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_submission_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_problem);
  JsonArray *array;

  if (root == NULL ||
      !tg_wire_need_list (json_node_get_object (root), "submissions", &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GPtrArray) faults =
        g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
      JsonObject *object = tg_wire_get_element (array, i);
      const char *id;

      if (!tg_wire_need_id (object, "id", &id, error))
        {
          g_prefix_error (error, "submissions/%u: ", i);
          return NULL;
        }
      g_ptr_array_add (items, submission_from (object, id, faults));
      g_ptr_array_add (found, faults->len > 0 ? problem_new_invalid (faults) : NULL);
    }
  if (problems != NULL)
    *problems = g_steal_pointer (&found);
  return g_steal_pointer (&items);
}
