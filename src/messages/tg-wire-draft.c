/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-draft.h"

#include "tg-clock.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-wire-json.h"

/* The draft itself, the list of what changed, and the 412 that carries the window's own. */

#define CHANGED "urn:single-window:problem:precondition-failed"

TgWireDraft *
tg_wire_draft_new (const char *form,
                   guint       form_version,
                   const char *enterprise,
                   TgDocument *document)
{
  TgWireDraft *self = g_new0 (TgWireDraft, 1);

  self->form = g_strdup (form);
  self->form_version = form_version;
  self->enterprise = g_strdup (enterprise);
  self->document = tg_document_ref (document);
  return self;
}

void
tg_wire_draft_free (TgWireDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->form);
  g_free (self->enterprise);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self);
}

void
tg_draft_mark_free (TgDraftMark *self)
{
  g_free (self->filing);
  g_free (self->etag);
  g_free (self);
}

void
tg_draft_page_free (TgDraftPage *self)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_free (self->cursor);
  g_free (self);
}

static JsonObject *
draft_to (const TgWireDraft *draft)
{
  g_autofree char *document = tg_document_to_json (draft->document);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "form", draft->form);
  json_object_set_int_member (object, "form_version", draft->form_version);
  json_object_set_string_member (object, "enterprise", draft->enterprise);
  tg_wire_set_text (object, "document", document);
  return object;
}

static void
set_answer (JsonObject *object,
            const char *epoch)
{
  json_object_set_string_member (object, "api", "1");
  json_object_set_string_member (object, "epoch", epoch);
}

char *
tg_wire_write_draft (const TgWireDraft *draft,
                     const char        *epoch)
{
  g_autoptr (JsonObject) object = draft_to (draft);

  if (epoch != NULL)
    set_answer (object, epoch);
  return tg_wire_object_to_text (object);
}

static TgWireDraft *
draft_from (JsonObject  *object,
            GError     **error)
{
  g_autoptr (TgDocument) document = NULL;
  const char *form, *enterprise;
  gint64 version = tg_json_get_int (object, "form_version", 0);

  if (!tg_wire_need_bounded (object, "form", TG_WIRE_MAX_ID, &form, error) ||
      !tg_wire_need_bounded (object, "enterprise", TG_WIRE_MAX_ID, &enterprise, error))
    return NULL;
  document = tg_wire_read_document (object, "document", error);
  if (document == NULL)
    return NULL;
  if (version >= 1 && version <= G_MAXINT32)
    return tg_wire_draft_new (form, (guint) version, enterprise, document);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "/form_version is no version");
  return NULL;
}

TgWireDraft *
tg_wire_read_draft (GBytes  *body,
                    GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse (body, error);

  return root != NULL ? draft_from (json_node_get_object (root), error) : NULL;
}

char *
tg_wire_write_draft_page (const TgDraftPage *page,
                          const char        *epoch)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < page->drafts->len; i++)
    {
      const TgDraftMark *mark = page->drafts->pdata[i];
      g_autofree char *at = tg_time_to_rfc3339 (mark->at);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "filing", mark->filing);
      json_object_set_string_member (entry, "etag", mark->etag);
      json_object_set_string_member (entry, "at", at);
      json_object_set_boolean_member (entry, "deleted", mark->is_deleted);
      json_array_add_object_element (array, entry);
    }
  set_answer (object, epoch);
  json_object_set_array_member (object, "drafts", array);
  json_object_set_string_member (object, "cursor", page->cursor);
  json_object_set_boolean_member (object, "more", page->more);
  return tg_wire_object_to_text (object);
}

static TgDraftMark *
mark_from (JsonObject  *entry,
           GError     **error)
{
  const char *filing, *etag, *at;
  TgDraftMark *mark;

  if (!tg_wire_need_id (entry, "filing", &filing, error) ||
      !tg_wire_need_bounded (entry, "etag", TG_WIRE_MAX_ID, &etag, error))
    return NULL;
  at = tg_json_get_string (entry, "at", "");
  mark = g_new0 (TgDraftMark, 1);
  mark->filing = g_strdup (filing);
  mark->etag = g_strdup (etag);
  mark->is_deleted = tg_json_get_boolean (entry, "deleted", FALSE);
  if (!tg_time_from_rfc3339 (at, &mark->at, NULL))
    mark->at = 0;
  return mark;
}

static gboolean
read_marks (TgDraftPage  *page,
            JsonArray    *array,
            GError      **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = tg_wire_get_element (array, i);
      TgDraftMark *mark = entry != NULL ? mark_from (entry, error) : NULL;

      if (entry == NULL)
        g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "/drafts/%u is no object", i);
      if (mark == NULL)
        return FALSE;
      g_ptr_array_add (page->drafts, mark);
    }
  return TRUE;
}

TgDraftPage *
tg_wire_read_draft_page (GBytes  *body,
                         GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (TgDraftPage) page = g_new0 (TgDraftPage, 1);
  JsonObject *object;
  JsonArray *array;
  const char *cursor;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!tg_wire_need_list (object, "drafts", &array, error) ||
      !tg_wire_need_bounded (object, "cursor", TG_WIRE_MAX_CURSOR, &cursor, error))
    return NULL;
  page->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_draft_mark_free);
  page->cursor = g_strdup (cursor);
  page->more = tg_json_get_boolean (object, "more", FALSE);
  return read_marks (page, array, error) ? g_steal_pointer (&page) : NULL;
}

char *
tg_wire_write_draft_problem (const TgWireDraft *current,
                             const char        *title)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "type", CHANGED);
  json_object_set_string_member (object, "title", title);
  json_object_set_int_member (object, "status", 412);
  if (current != NULL)
    json_object_set_object_member (object, "current", draft_to (current));
  else
    json_object_set_null_member (object, "current");
  return tg_wire_object_to_text (object);
}

gboolean
tg_wire_read_draft_problem (GBytes       *body,
                            TgWireDraft **current,
                            GError      **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse (body, error);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonObject *found;

  if (root == NULL)
    return FALSE;
  if (!json_object_has_member (object, "current"))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "/current is missing");
      return FALSE;
    }
  found = tg_json_get_object (object, "current");
  if (found == NULL && !json_object_get_null_member (object, "current"))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "/current is no draft");
      return FALSE;
    }
  *current = found != NULL ? draft_from (found, error) : NULL;
  return found == NULL || *current != NULL;
}
