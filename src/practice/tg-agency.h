/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-course.h"
#include "tg-scenario.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* What an agency finds wrong, under its own code. */
typedef struct
{
  char       *pointer;
  char       *code;
  TgText     *text;
  gboolean    is_refusal;   /* of something named in the document: it cannot be mended there */
} TgAgencyFault;

/* What an agency is told when one of its stages is reached. All borrowed for the call. */
typedef struct
{
  const TgSubmission  *submission;
  const TgCourse      *course;
  TgAgencyStage        stage;
  TgFilingState        state;         /* of the filing before this answer */
  GPtrArray           *faults;        /* of TgAgencyFault */
  const TgScriptTurn  *turn;          /* nullable: what the exercise wants instead */
  const char          *today;         /* YYYY-MM-DD in China */
  gint64               serial;        /* of the filing: numbers are made of it */
  gboolean             has_order;     /* 303 with the list's order number was accepted */
  gboolean             has_payment;   /* 403 */
  gboolean             has_waybill;   /* 505 */
  gboolean             is_merged;     /* the list stands in a declaration */
  TgChance            *chance;
} TgAgencyCase;

TgAgencyFault *tg_agency_fault_new  (const char          *pointer,
                                     const char          *code,
                                     TgText              *text,
                                     gboolean             is_refusal);
void         tg_agency_fault_free   (TgAgencyFault       *self);

/* Pure: from a case to what the agency will answer and do, and when. */
void         tg_agency_answer       (const TgAgencyCase  *visit,
                                     TgAgencyPlan        *plan);

/* The course as the data say it. */
void         tg_agency_course       (const TgAgencyCase  *visit,
                                     TgAgencyPlan        *plan);
/* An export list, whose course depends on its partners, its date and its merging. */
void         tg_agency_export_list  (const TgAgencyCase  *visit,
                                     TgAgencyPlan        *plan);

/* Parts that both share. */
TgAgencyAct *tg_agency_plan_answer  (const TgAgencyCase   *visit,
                                     TgAgencyPlan         *plan,
                                     gint64                delay,
                                     const TgCourseAnswer *answer);
/* FALSE where no rule of the course stops the change or withdrawal that was sent. */
gboolean     tg_agency_plan_gate    (const TgAgencyCase   *visit,
                                     TgAgencyPlan         *plan);
/* The receipts of `entry`; gives the delay at which they are over. */
gint64       tg_agency_plan_entry   (const TgAgencyCase   *visit,
                                     TgAgencyPlan         *plan);
void         tg_agency_plan_return  (const TgAgencyCase   *visit,
                                     TgAgencyPlan         *plan);
gint64       tg_agency_jitter       (const TgAgencyCase   *visit,
                                     gint64                seconds);
/* From now to the day after this date of the document. */
gint64       tg_agency_wait_until   (const TgAgencyCase   *visit,
                                     const char           *field);

G_END_DECLS
