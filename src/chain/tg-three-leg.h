/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-issue.h"

G_BEGIN_DECLS

/* The documents that customs compares before it takes an export list (三单比对). What is not there yet
 * is NULL, and no issue. Lent. */
typedef struct
{
  const TgDocument *order;
  const TgDocument *payment;
  const TgDocument *waybill;
  const TgDocument *list;
} TgThreeLegs;

/* Where they disagree: rules M1 to M9 of domain/customs.md 3. Paths are the list's where there is
 * one, else the order's. Pure. Of TgIssue. */
GPtrArray *tg_three_leg_match (const TgThreeLegs *legs);

G_END_DECLS
