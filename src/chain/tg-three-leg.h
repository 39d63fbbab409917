/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"
#include "tg-sale.h"

G_BEGIN_DECLS

/* The documents that customs compares before it takes an export list (三单比对). What is not there yet
 * is NULL. Lent. */
typedef struct
{
  const TgDocument *order;
  const TgDocument *payment;
  const TgDocument *waybill;
  const TgDocument *list;
} TgThreeLegs;

typedef enum
{
  TG_LEG_ORDER,
  TG_LEG_PAYMENT,
  TG_LEG_WAYBILL,
  TG_LEG_LIST,
} TgLeg;

#define TG_N_LEGS 4

/* One thing that `leg` and an `other` both say, or should. */
typedef struct
{
  const char    *rule;
  TgLevel        level;         /* where they differ */
  TgLeg          leg;
  char          *path;
  char          *value;
  TgLeg          other;
  char          *other_path;
  char          *other_value;
  TgSaleVerdict  verdict;
} TgLegPair;

/* Field by field, with what agrees, too, by leg: what the person sees beside the issues of
 * data/rules/three-legs. What neither says is left out. Pure. Of TgLegPair. */
GPtrArray *tg_three_leg_compare (const TgThreeLegs *legs);
void       tg_leg_pair_free     (TgLegPair         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgLegPair, tg_leg_pair_free)

G_END_DECLS
