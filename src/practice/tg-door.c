/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-door.h"

/* Stateless but for the limiter that it is handed. What still comes of a body that is refused is
 * read and thrown away by the gate, within its bounds. */

void
tg_door_ask_to_wait (TgRequest *request,
                     guint      seconds)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *text = g_strdup_printf ("%u", seconds);

  soup_message_headers_replace (headers, "Retry-After", text);
}

gboolean
tg_door_check_rate (TgRequest  *request,
                    TgLimiter  *limiter,
                    const char *account)
{
  guint wait = tg_limiter_take (limiter, account);

  if (wait == 0)
    return TRUE;
  tg_door_ask_to_wait (request, wait);
  tg_request_problem (request, 429, "rate-limited",
                      "The account asks too often; wait as Retry-After says");
  return FALSE;
}

void
tg_door_refuse_size (TgRequest *request,
                     gsize      limit)
{
  g_autofree char *detail =
    g_strdup_printf ("The window takes no more than %" G_GSIZE_FORMAT " bytes here", limit);

  tg_request_problem (request, 413, "too-large", detail);
}

/* Said twice or in two ways, a length is whatever the next reader takes it for. */
static gboolean
has_clear_length (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  return length == NULL || (coding == NULL && length[strspn (length, "0123456789")] == '\0');
}

gboolean
tg_door_check_body (TgRequest *request,
                    gsize      limit,
                    gboolean   fits)
{
  if (!has_clear_length (request->message))
    {
      tg_request_problem (request, 400, "invalid", "The length of the body is not clear");
      return FALSE;
    }
  if (!fits)
    {
      tg_door_refuse_size (request, limit);
      return FALSE;
    }
  if (!tg_gate_is_crowded (request->gate))
    return TRUE;
  tg_door_ask_to_wait (request, 1);
  tg_request_problem (request, 503, "unavailable", "Too much is arriving; try again");
  return FALSE;
}
