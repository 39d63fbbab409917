/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-transport.h"

G_BEGIN_DECLS

/* A piece of an attachment. All borrowed. */
typedef struct
{
  const char *sha256;
  gint64      offset;
  gint64      whole;      /* bytes of the attachment */
  GBytes     *bytes;
} TgSyncPiece;

/* The requests of the contract, as the client makes them. Pure. `base` is discovery's, `token`
 * without its scheme. */

TgRequest *tg_sync_request_discovery (const char *token);        /* (nullable) */
TgRequest *tg_sync_request_token     (const char *client_id,
                                      const char *secret);
/* What is signed in place of a secret (RFC 7523): who asks at which address, from `now` (µs) on for
 * five minutes. `audience` is the window's address. */
GBytes    *tg_sync_request_claims    (const char *client_id,
                                      const char *audience,
                                      gint64      now,
                                      TgChance   *chance);
/* `signature` is the detached one of the claims. */
TgRequest *tg_sync_request_assertion (GBytes     *claims,
                                      const char *signature);
TgRequest *tg_sync_request_batch     (const char *base,
                                      const char *token,
                                      GPtrArray  *frozen);       /* of GBytes */
TgRequest *tg_sync_request_file_state (const char *base,
                                      const char *token,
                                      const char *sha256);
TgRequest *tg_sync_request_file      (const char *base,
                                      const char *token,
                                      const TgSyncPiece *piece);
TgRequest *tg_sync_request_events    (const char *base,
                                      const char *token,
                                      const char *cursor,        /* "": from the beginning */
                                      guint       seconds);
TgRequest *tg_sync_request_listing   (const char *base,
                                      const char *token,
                                      const char *cursor);

G_END_DECLS
