/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-issue.h"
#include "tg-sale.h"

G_BEGIN_DECLS

/* What a TgSalePair says; all copied. */
typedef struct
{
  const char    *rule;          /* such as "M1" */
  const char    *label;         /* the field; for a line with its number */
  const char    *value;         /* of the leg that it is listed under */
  const char    *other_title;   /* the other document */
  const char    *other_value;
  TgSaleVerdict  verdict;
  TgLevel        level;         /* where they differ */
} TgSalePairFields;

/* One thing that two documents of a sale both say. Immutable, main thread. */
#define TG_TYPE_SALE_PAIR (tg_sale_pair_get_type ())
G_DECLARE_FINAL_TYPE (TgSalePair, tg_sale_pair, TG, SALE_PAIR, GObject)

TgSalePair *            tg_sale_pair_new        (const TgSalePairFields *fields);
const TgSalePairFields *tg_sale_pair_get_fields (TgSalePair             *self);

G_END_DECLS
