/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* The category in which the forex administration put an enterprise. Immutable. */
#define TG_TYPE_FOREX_CATEGORY (tg_forex_category_get_type ())
G_DECLARE_FINAL_TYPE (TgForexCategory, tg_forex_category, TG, FOREX_CATEGORY, GObject)

TgForexCategory *tg_forex_category_new            (const char      *enterprise,
                                                   const char      *code);
const char      *tg_forex_category_get_enterprise (TgForexCategory *self);   /* its name */
const char      *tg_forex_category_get_code       (TgForexCategory *self);   /* A, B, C */
/* What it changes, one after the other, in the language in force; what no source confirms says so.
 * (transfer full) */
char           **tg_forex_category_dup_effects    (TgForexCategory *self,
                                                   TgCodeLookup    *codes);

G_END_DECLS
