/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-agency-code.h"
#include "tg-clock.h"
#include "tg-id.h"
#include "tg-wire-json.h"

/* The feed. One event that is not as the contract says must not block those behind it: as long
 * as it has an id and a type it is kept as one of unknown kind, which the store shows as it is.
 * A page without a cursor, or with an event that has no id, is refused whole. */

static const struct
{
  const char  *type;
  TgEventKind  kind;
} kinds[] = {
  { "receipt", TG_EVENT_RECEIPT },
  { "filing", TG_EVENT_FILING },
  { "notice", TG_EVENT_NOTICE },
  { "enterprise", TG_EVENT_ENTERPRISE },
  { "account", TG_EVENT_ACCOUNT },
  { "code-table", TG_EVENT_CODE_TABLE },
  { "exercise", TG_EVENT_EXERCISE },
};

static TgEventKind
find_kind (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (type, kinds[i].type) == 0)
      return kinds[i].kind;
  return TG_EVENT_UNKNOWN;
}

JsonObject *
tg_wire_event_to (TgEvent *event)
{
  g_autofree char *at = tg_time_to_rfc3339 (tg_event_get_at (event));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", tg_event_get_id (event));
  json_object_set_string_member (object, "type", tg_event_get_type (event));
  json_object_set_string_member (object, "at", at);
  if (tg_event_get_filing (event) != NULL)
    json_object_set_string_member (object, "filing", tg_event_get_filing (event));
  tg_wire_set_text (object, "data", tg_event_get_data (event));
  return object;
}

char *
tg_wire_write_event (TgEvent *event)
{
  g_autoptr (JsonObject) object = tg_wire_event_to (event);

  return tg_wire_object_to_text (object);
}

char *
tg_wire_write_receipt_data (TgReceipt *receipt)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "submission", tg_receipt_get_submission (receipt));
  json_object_set_int_member (object, "revision", tg_receipt_get_revision (receipt));
  json_object_set_string_member (object, "agency",
                                 tg_agency_code_to_wire (tg_receipt_get_agency (receipt)));
  json_object_set_string_member (object, "status", tg_receipt_get_status_text (receipt));
  json_object_set_string_member (object, "code", tg_receipt_get_code (receipt));
  json_object_set_string_member (object, "message", tg_receipt_get_message (receipt));
  if (*tg_receipt_get_number (receipt) != '\0')
    json_object_set_string_member (object, "number", tg_receipt_get_number (receipt));
  tg_wire_set_faults (object, tg_receipt_get_faults (receipt));
  return tg_wire_object_to_text (object);
}

/* Canonical, as the object would be; its data are kept as canonical text. A page is what a window
 * writes most. */
static void
append_event (GString *text,
              TgEvent *event)
{
  g_autofree char *at = tg_time_to_rfc3339 (tg_event_get_at (event));

  g_string_append (text, "{\"at\":");
  tg_json_append_string (text, at);
  g_string_append_printf (text, ",\"data\":%s", tg_event_get_data (event));
  if (tg_event_get_filing (event) != NULL)
    {
      g_string_append (text, ",\"filing\":");
      tg_json_append_string (text, tg_event_get_filing (event));
    }
  g_string_append (text, ",\"id\":");
  tg_json_append_string (text, tg_event_get_id (event));
  g_string_append (text, ",\"type\":");
  tg_json_append_string (text, tg_event_get_type (event));
  g_string_append_c (text, '}');
}

char *
tg_wire_write_event_page (const TgEventPage *page)
{
  g_autoptr (GString) text = g_string_sized_new (256 * (page->events->len + 1));

  g_string_append (text, "{\"api\":\"1\",\"cursor\":");
  tg_json_append_string (text, page->cursor);
  g_string_append (text, ",\"epoch\":");
  tg_json_append_string (text, page->epoch);
  g_string_append (text, ",\"events\":[");
  for (guint i = 0; i < page->events->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_event (text, page->events->pdata[i]);
    }
  g_string_append (text, page->more ? "],\"more\":true}" : "],\"more\":false}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* NULL where `data` is not a receipt's. A status that we do not know is kept as text and moves
 * nothing. */
static TgReceipt *
receipt_from (JsonObject *data,
              const char *id,
              const char *filing,
              gint64      at)
{
  g_autoptr (GPtrArray) faults = NULL;
  TgFilingState status = TG_FILING_DRAFT;
  const char *submission, *text;
  gint64 revision;

  if (filing == NULL ||
      !tg_wire_need_id (data, "submission", &submission, NULL) ||
      !tg_json_need_int (data, "revision", &revision, NULL) || revision < 1 ||
      !tg_wire_need_bounded (data, "status", TG_WIRE_MAX_ID, &text, NULL))
    return NULL;
  tg_filing_state_parse (text, &status);
  faults = tg_wire_read_faults (data);
  return tg_receipt_new (&(TgReceiptFields) {
    .id = id,
    .filing = filing,
    .submission = submission,
    .revision = revision,
    .agency = tg_json_get_string (data, "agency", ""),
    .status = status,
    .status_text = text,
    .code = tg_json_get_string (data, "code", ""),
    .message = tg_json_get_string (data, "message", ""),
    .number = tg_json_get_string (data, "number", ""),
    .at = at,
    .faults = faults,
  });
}

static gint64
read_time (JsonObject *object)
{
  gint64 time;

  return tg_time_from_rfc3339 (tg_json_get_string (object, "at", ""), &time, NULL) ? time : 0;
}

TgEvent *
tg_wire_event_from (JsonObject  *object,
                    GError     **error)
{
  g_autoptr (TgReceipt) receipt = NULL;
  g_autofree char *text = NULL;
  const char *id, *type, *filing;
  JsonNode *node;
  JsonObject *data;
  TgEventKind kind;
  TgEvent *event;
  gint64 at;

  if (!tg_wire_need_bounded (object, "id", TG_WIRE_MAX_ID, &id, error) ||
      !tg_wire_need_bounded (object, "type", TG_WIRE_MAX_ID, &type, error))
    return NULL;
  at = read_time (object);
  filing = tg_json_get_string (object, "filing", NULL);
  if (filing != NULL && !tg_id_is_valid (filing))
    filing = NULL;
  node = json_object_get_member (object, "data");
  data = tg_json_get_object (object, "data");
  text = node != NULL ? tg_wire_node_to_text (node) : g_strdup ("null");
  kind = data != NULL ? find_kind (type) : TG_EVENT_UNKNOWN;
  if (kind == TG_EVENT_RECEIPT)
    {
      receipt = receipt_from (data, id, filing, at);
      if (receipt == NULL)
        kind = TG_EVENT_UNKNOWN;
    }
  event = tg_event_new (kind, id, type, at, filing, text);
  if (receipt != NULL)
    tg_event_set_receipt (event, receipt);
  return event;
}

static gboolean
read_events (TgEventPage  *self,
             JsonArray    *array,
             GError      **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TgEvent *event = tg_wire_event_from (tg_wire_get_element (array, i), error);

      if (event == NULL)
        {
          g_prefix_error (error, "events/%u: ", i);
          return FALSE;
        }
      g_ptr_array_add (self->events, event);
    }
  return TRUE;
}

TgEventPage *
tg_wire_read_event_page (GBytes  *body,
                         GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (TgEventPage) self = g_new0 (TgEventPage, 1);
  JsonObject *object;
  JsonArray *array;
  const char *cursor;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!tg_wire_need_list (object, "events", &array, error) ||
      !tg_wire_need_bounded (object, "cursor", TG_WIRE_MAX_CURSOR, &cursor, error))
    return NULL;
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  self->cursor = g_strdup (cursor);
  self->more = tg_json_get_boolean (object, "more", FALSE);
  self->epoch = g_strdup (tg_json_get_string (object, "epoch", ""));
  return read_events (self, array, error) ? g_steal_pointer (&self) : NULL;
}
