/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-event-table.h"
#include "tg-wire-codec.h"

/* `GET /v1/events`: the account's feed after a cursor; where there is nothing and the client
 * would wait, the request is parked. */

#define DEFAULT_EVENTS 200
#define MAX_EVENTS 1000

gboolean
tg_events_route_page (TgRequest  *request,
                      gint64      after,
                      guint       limit,
                      gboolean   *is_empty,
                      GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  gint64 last = after;
  gint64 head = tg_event_table_get_head (book, request->account, error);
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *cursor = NULL;
  TgEventPage page = { .epoch = (char *) tg_book_get_epoch (book) };
  TgEventQuery query = { after, limit, tg_request_wants_english (request) };

  if (head < 0)
    return FALSE;
  events = tg_event_table_list (book, request->account, &query, &last, error);
  if (events == NULL)
    return FALSE;
  if (is_empty != NULL && events->len == 0)
    {
      *is_empty = TRUE;
      return TRUE;
    }
  cursor = tg_request_new_cursor (request, last);
  page.events = events;
  page.cursor = cursor;
  page.more = last < head;
  tg_meter_add (request->meter, TG_METER_EVENTS, events->len);
  tg_request_answer (request, 200, "application/json", tg_wire_write_event_page (&page));
  return TRUE;
}

gboolean
tg_events_route_answer (TgRequest  *request,
                        GError    **error)
{
  gboolean is_empty = FALSE;
  guint limit, wait;
  gint64 after;
  TgPoll poll;

  if (!tg_request_need_count (request, "limit", DEFAULT_EVENTS, MAX_EVENTS, &limit) ||
      !tg_request_need_count (request, "wait", 0, TG_WAIT_MAX, &wait) ||
      !tg_request_need_cursor (request, &after))
    return TRUE;
  limit = MAX (limit, 1);
  if (!tg_events_route_page (request, after, limit, wait > 0 ? &is_empty : NULL, error))
    return FALSE;
  if (!is_empty)
    return TRUE;
  poll = (TgPoll) { request->message, request->account, after, limit };
  tg_poll_lot_park (request->lot, &poll, wait);
  return TRUE;
}
