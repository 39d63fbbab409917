/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt.h"
#include "tg-text.h"

G_BEGIN_DECLS

/* The points at which an agency, or the desk for it, goes on with a filing. */
typedef enum
{
  TG_AGENCY_SUBMITTED,
  TG_AGENCY_OWN_COURSE,  /* the exercise's part is over: as if just submitted, without a script */
  TG_AGENCY_MATCH,       /* customs: are the order, the payment and the waybill there? */
  TG_AGENCY_REVIEW,
  TG_AGENCY_DECIDE,
  TG_AGENCY_CLOSE,
  TG_AGENCY_CLOSED,
  TG_AGENCY_PARTNERS,    /* desk: the payment firm and the carrier send 403 and 505 */
  TG_AGENCY_MERGE,       /* desk: released lists become a declaration (701, 792) */
  TG_AGENCY_MONEY,       /* desk: the buyer's payment arrives */
  TG_AGENCY_ACCOUNT,     /* desk: the bank opens the accounts */
  TG_AGENCY_BOOK,        /* desk: the bank carries out what the filing orders */
} TgAgencyStage;

/* What is to happen after `delay`: a receipt, or a stage. */
typedef struct
{
  gint64         delay;        /* µs at ordinary speed */
  gboolean       is_receipt;
  TgAgencyStage  stage;
  TgFilingState  state;
  char          *code;
  char          *message;      /* in Chinese */
  char          *message_en;
  char          *number;
  GPtrArray     *faults;       /* of TgFault, in Chinese */
  GPtrArray     *faults_en;    /* the same in English */
  gboolean       keeps_state;  /* answers the attempt; the filing stays where it is */
} TgAgencyAct;

typedef struct
{
  GPtrArray *acts;             /* of TgAgencyAct, in the order in which they were planned */
} TgAgencyPlan;

TgAgencyPlan *tg_agency_plan_new      (void);
void          tg_agency_plan_free     (TgAgencyPlan   *self);
/* The new act, to be filled in further; owned by the plan. */
TgAgencyAct  *tg_agency_plan_receipt  (TgAgencyPlan   *self,
                                       gint64          delay,
                                       TgFilingState   state,
                                       const char     *code,
                                       const TgText   *message);
TgAgencyAct  *tg_agency_plan_stage    (TgAgencyPlan   *self,
                                       gint64          delay,
                                       TgAgencyStage   stage);

void          tg_agency_act_free      (TgAgencyAct    *self);
void          tg_agency_act_set_number (TgAgencyAct   *self,
                                       const char     *number);
void          tg_agency_act_add_fault (TgAgencyAct    *self,
                                       const char     *pointer,
                                       const char     *code,
                                       const char     *zh,
                                       const char     *en);
/* The form in which an act waits in the database; `delay` is not part of it. */
char         *tg_agency_act_to_json   (const TgAgencyAct *self);
TgAgencyAct  *tg_agency_act_from_json (const char     *text,
                                       GError        **error);

const char   *tg_agency_stage_to_name (TgAgencyStage   stage);
gboolean      tg_agency_stage_parse   (const char     *name,
                                       TgAgencyStage  *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAgencyPlan, tg_agency_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAgencyAct, tg_agency_act_free)

G_END_DECLS
