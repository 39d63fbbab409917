/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-transport.h"

G_BEGIN_DECLS

/* Another transport over a bad way: while `percent` is not 0 so many requests are lost, or their
 * answers, or arrive twice, or somebody else answers. It does not wait when it is asked to. */
#define TG_TYPE_FAULT_TRANSPORT (tg_fault_transport_get_type ())
G_DECLARE_FINAL_TYPE (TgFaultTransport, tg_fault_transport, TG, FAULT_TRANSPORT, GObject)

TgFaultTransport *tg_fault_transport_new         (TgTransport      *good,
                                                  TgChance         *chance);
void              tg_fault_transport_set_percent (TgFaultTransport *self,
                                                  guint             percent);
/* How many requests met a fault so far. */
guint             tg_fault_transport_get_count   (TgFaultTransport *self);

G_END_DECLS
