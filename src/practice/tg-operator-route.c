/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

/* For those who run the window, outside the contract: whether it does its work, and how much. */

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

gboolean
tg_operator_route_health (TgRequest  *request,
                          GError    **error)
{
  g_autoptr (GError) local = NULL;

  if (tg_book_check (tg_request_get_book (request), &local))
    tg_request_answer (request, 200, "text/plain", g_strdup ("ok\n"));
  else
    tg_request_answer (request, 503, "text/plain",
                       g_strdup ("the store cannot be read and written\n"));
  return TRUE;
}

gboolean
tg_operator_route_metrics (TgRequest  *request,
                           GError    **error)
{
  TgMeterState state = {
    .start = request->start,
    .groups = tg_intake_get_n_groups (request->intake),
    .batches = tg_intake_get_n_batches (request->intake),
    .connections = tg_gate_get_size (request->gate),
    .cut = tg_gate_get_n_cut (request->gate),
    .commits = tg_book_get_commits (tg_request_get_book (request)),
    .parked = tg_poll_lot_get_size (request->lot),
  };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  tg_request_answer (request, 200, NULL, tg_meter_write (request->meter, &state));
  soup_message_headers_replace (headers, "Content-Type", METRICS_TYPE);
  return TRUE;
}
