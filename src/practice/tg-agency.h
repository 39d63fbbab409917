/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-agency-plan.h"
#include "tg-chance.h"
#include "tg-scenario.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* What an agency is told when one of its stages is reached. All borrowed for the call. */
typedef struct
{
  const TgSubmission  *submission;
  gint64               revision;
  TgAgencyStage        stage;
  TgFilingState        state;         /* of the filing before this answer */
  GPtrArray           *faults;        /* of TgFault: what the rules found */
  const TgScriptTurn  *turn;          /* nullable: what the exercise wants instead */
  const char          *today;         /* YYYY-MM-DD in China */
  gint64               serial;        /* of the filing: numbers are made of it */
  gboolean             has_order;     /* 303 with the list's order number was accepted */
  gboolean             has_payment;   /* 403 */
  gboolean             has_waybill;   /* 505 */
  gboolean             is_merged;     /* the list stands in a declaration */
  TgChance            *chance;
} TgAgencyCase;

/* An agency is a pure function from a case to what it will answer and do, and when. */
typedef void (*TgAgencyFunc) (const TgAgencyCase *visit,
                              TgAgencyPlan       *plan);

void         tg_agency_answer       (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);
/* The name of the agency that takes a form: "customs", "tax", "forex", "commerce". */
const char  *tg_agency_get_name     (const char         *form);

/* Parts that several agencies share. */
void         tg_agency_plan_faults  (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);
gint64       tg_agency_jitter       (const TgAgencyCase *visit,
                                     gint64              seconds);

void         tg_agency_customs      (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);
void         tg_agency_tax          (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);
void         tg_agency_forex        (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);
void         tg_agency_registration (const TgAgencyCase *visit,
                                     TgAgencyPlan       *plan);

G_END_DECLS
