/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-issue.h"

G_BEGIN_DECLS

/* Looks codes up in other tables and remembers what was said of refund rates, so that a check can
 * tell what the library did not know. One check long, on its thread. */
#define TG_TYPE_RATE_WITNESS (tg_rate_witness_get_type ())
G_DECLARE_FINAL_TYPE (TgRateWitness, tg_rate_witness, TG, RATE_WITNESS, GObject)

TgRateWitness *tg_rate_witness_new      (TgCodeLookup  *codes);
/* (transfer full) (nullable): codes whose rate is unknown or of the practice table */
TgIssue       *tg_rate_witness_complain (TgRateWitness *self,
                                         gboolean       is_practice);

G_END_DECLS
