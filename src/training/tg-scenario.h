/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"
#include "tg-receipt.h"

G_BEGIN_DECLS

/* One answer that an agency is told to give. */
typedef struct
{
  gint64         after;         /* µs after the one before, at ordinary speed */
  TgFilingState  state;
  char          *code;
  TgText        *message;
  char          *number;        /* "" without one */
  GPtrArray     *faults;        /* of TgFault */
} TgScriptAnswer;

/* What happens to the n-th submission of a filing of this form. */
typedef struct
{
  char      *form;
  guint      attempt;           /* from 1 */
  gint64     silence;           /* µs before anything is answered */
  GPtrArray *answers;           /* of TgScriptAnswer */
  gboolean   then_agency;       /* the agency goes on by its own rules afterwards */
} TgScriptTurn;

/* A paper that the student reads: contract, invoice, packing list, waybill. */
typedef struct
{
  char   *kind;
  TgText *title;
  TgText *text;
} TgScenarioPaper;

/* What stands in the workspace at the start. */
typedef struct
{
  char       *type;
  char       *key;
  TgDocument *document;
} TgScenarioFact;

/* The filing that the student should make, and how its fields count. */
typedef struct
{
  char       *form;
  TgDocument *document;
  guint       weight;           /* of a field that is not named */
  GHashTable *weights;          /* "field" or "table/field" → GUINT */
  GHashTable *tolerances;       /* "field" or "table/field" → decimal text, ± */
} TgExpectedFiling;

/* Two values that must be the same: "form:field". */
typedef struct
{
  char  *left;
  char  *right;
  guint  weight;
} TgAgreement;

/* An exercise, read from scenario.json (grammar: docs/training.md). Immutable,
 * reference-counted. */
typedef struct
{
  gatomicrefcount  refs;
  char            *id;
  guint            version;
  TgText          *title;
  TgText          *story;
  guint            time_limit;      /* minutes; 0: none */
  char           **aids;
  GPtrArray       *papers;          /* of TgScenarioPaper */
  GPtrArray       *facts;           /* of TgScenarioFact */
  GPtrArray       *expected;        /* of TgExpectedFiling */
  GPtrArray       *agreements;      /* of TgAgreement */
  guint            process_weight;  /* per cent of the whole score */
  guint            free_attempts;   /* submissions of a filing that cost nothing */
  guint            attempt_penalty; /* per cent of the process score for each further one */
  guint            aid_penalty;     /* per cent of the process score for each aid used */
  GPtrArray       *turns;           /* of TgScriptTurn */
} TgScenario;

TgScenario         *tg_scenario_parse     (const char  *text,
                                           gssize       length,
                                           const char  *name,      /* for messages */
                                           GError     **error);
TgScenario         *tg_scenario_load      (const char  *path,
                                           GError     **error);
TgScenario         *tg_scenario_ref       (TgScenario  *self);
void                tg_scenario_unref     (TgScenario  *self);
/* (transfer none) (nullable) */
const TgScriptTurn *tg_scenario_find_turn (TgScenario  *self,
                                           const char  *form,
                                           guint        attempt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgScenario, tg_scenario_unref)

G_END_DECLS
