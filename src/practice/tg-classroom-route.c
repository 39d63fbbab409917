/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-json.h"

/* What a teacher, and a test, does to the whole window; outside the contract, on the loopback
 * interface only. JSON is asked for so that no page in a browser can send it without being
 * asked first. */

static gboolean
advance (TgRequest  *request,
         GError    **error)
{
  g_autoptr (GBytes) body = tg_request_get_body (request);
  g_autoptr (JsonNode) node = NULL;
  gint64 seconds = 0;

  if (g_bytes_get_size (body) > 0)
    node = tg_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL,
                          NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    seconds = tg_json_get_int (json_node_get_object (node), "seconds", 0);
  if (seconds < 1 || seconds > 366 * 86400)
    {
      tg_request_problem (request, 400, "invalid", "“seconds” is from 1 to a year's");
      return TRUE;
    }
  if (!tg_book_advance (tg_request_get_book (request), seconds * G_USEC_PER_SEC, error) ||
      !tg_clerk_run_due (request->clerk, error))
    return FALSE;
  tg_request_answer (request, 200, "application/json", g_strdup ("{}"));
  return TRUE;
}

static gboolean
change_history (TgRequest  *request,
                gboolean  (*change)(TgBook *book, GError **error),
                GError    **error)
{
  /* Batches and polls that wait belong to the history as it was. */
  tg_intake_flush (request->intake);
  tg_poll_lot_empty (request->lot);
  if (!change (tg_request_get_book (request), error))
    return FALSE;
  tg_request_answer (request, 200, "application/json", g_strdup ("{}"));
  return TRUE;
}

gboolean
tg_classroom_route_answer (TgRequest  *request,
                           GError    **error)
{
  const char *verb = request->path + strlen ("/classroom/");

  if (!tg_request_is_type (request, "application/json"))
    {
      tg_request_problem (request, 415, "unsupported-media-type", "application/json is needed");
      return TRUE;
    }
  if (g_str_equal (verb, "advance"))
    return advance (request, error);
  if (g_str_equal (verb, "reset"))
    return change_history (request, tg_book_clear, error);
  if (g_str_equal (verb, "keep"))
    return change_history (request, tg_book_keep, error);
  if (g_str_equal (verb, "restore"))
    return change_history (request, tg_book_restore, error);
  tg_request_problem (request, 404, "not-found", "There is no such verb");
  return TRUE;
}
