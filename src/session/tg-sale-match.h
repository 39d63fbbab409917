/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sale-pair.h"

G_BEGIN_DECLS

/* One of the documents that customs compares. */
typedef struct
{
  char *kind;      /* fact type or form id */
  char *title;     /* in the language in force */
  char *id;        /* "" while it is not there */
  char *number;
  guint n_agree;
  guint n_differ;
  guint n_lack;
} TgSaleLeg;

/* Order, payment, waybill and export list of one sale beside each other: what each leg shares with
 * the others, what the rules of data/rules/three-legs say of it, and which documents the sale needs
 * by data/rules/routing. Immutable, main thread. */
#define TG_TYPE_SALE_MATCH (tg_sale_match_get_type ())
G_DECLARE_FINAL_TYPE (TgSaleMatch, tg_sale_match, TG, SALE_MATCH, GObject)

const char      *tg_sale_match_get_order_no (TgSaleMatch *self);
guint            tg_sale_match_get_n_legs   (TgSaleMatch *self);
const TgSaleLeg *tg_sale_match_get_leg      (TgSaleMatch *self,
                                             guint        leg);
/* Of TgSalePair, what differs first. (transfer full) */
GListModel      *tg_sale_match_list_pairs   (TgSaleMatch *self,
                                             guint        leg);
/* Of TgIssue. (transfer full) */
GListModel      *tg_sale_match_list_issues  (TgSaleMatch *self);
/* Of TgIssue: by which documents the sale is declared, and why. (transfer full) */
GListModel      *tg_sale_match_list_routes  (TgSaleMatch *self);

G_END_DECLS
