/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-manifest-key.h"
#include "tg-wire-codec.h"

/* What a client reads first. */

gboolean
tg_discovery_route_answer (TgRequest  *request,
                           GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autofree char *keys = tg_manifest_key_dup_certificate (book, error);
  TgDiscovery discovery = {
    .name = (char *) "通关练习窗口 Tongguan practice window",
    .environment = (char *) "practice",
    .epoch = (char *) tg_book_get_epoch (book),
    .history = (char *) (*request->account != '\0' ? tg_book_get_history (book) : ""),
    .base = (char *) "/v1",
    .time = tg_book_get_time (book),
    .batch = TG_BATCH_MAX,
    .body_bytes = TG_BODY_MAX,
    .attachment_bytes = TG_ATTACHMENT_MAX,
    .chunk_bytes = TG_CHUNK_MAX,
    .wait_seconds = TG_WAIT_MAX,
    .code_keys = keys,
  };

  if (keys == NULL)
    return FALSE;

  tg_request_answer (request, 200, "application/json", tg_wire_write_discovery (&discovery));
  return TRUE;
}
