/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A window on the loopback interface that plays literal exchanges: whoever asks must send exactly
 * their requests, in their order. On the main context. */
typedef struct _TgExchangeServer TgExchangeServer;

TgExchangeServer *tg_exchange_server_new     (void);
void              tg_exchange_server_free    (TgExchangeServer   *self);
const char       *tg_exchange_server_get_url (TgExchangeServer   *self);
/* What comes next: names of exchanges, borrowed. */
void              tg_exchange_server_play    (TgExchangeServer   *self,
                                              const char * const *names);
/* Fails unless all of it was asked for. */
void              tg_exchange_server_finish  (TgExchangeServer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgExchangeServer, tg_exchange_server_free)

G_END_DECLS
