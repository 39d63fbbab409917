/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-transport.h"

G_BEGIN_DECLS

/* Another transport, for an impatient client: while it is hasty, no answer is waited for longer
 * than two seconds and a long poll is a short one. Waits are always a fraction of what was
 * asked. */
#define TG_TYPE_HASTY_TRANSPORT (tg_hasty_transport_get_type ())
G_DECLARE_FINAL_TYPE (TgHastyTransport, tg_hasty_transport, TG, HASTY_TRANSPORT, GObject)

TgHastyTransport *tg_hasty_transport_new       (TgTransport      *patient);
void              tg_hasty_transport_set_hasty (TgHastyTransport *self,
                                                gboolean          is_hasty);

G_END_DECLS
