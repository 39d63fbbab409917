/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-machine.h"
#include "tg-message.h"
#include "tg-rules.h"

G_BEGIN_DECLS

/* How rules lie in memory: for the files tg-rules*.c and tg-field-check.c only. */

typedef struct
{
  const TgField *field;
  const TgTable *table;        /* nullable */
  char          *path;         /* "field" or "table/field" */
  guint          section;
  guint          order;        /* in the form */
  TgNode        *required;     /* nullable each */
  TgNode        *initial;
  TgNode        *computed;
  GRegex        *pattern;
  gboolean       has_minimum;
  gboolean       has_maximum;
  TgDecimal      minimum;
  TgDecimal      maximum;
  GPtrArray     *inputs;       /* of char *, NULL at the end */
  guint          mark;         /* while sorting */
} TgRuleField;

typedef struct
{
  const TgCheck *check;
  const TgTable *scope;        /* nullable */
  TgNode        *when;         /* nullable */
  TgNode        *assertion;
  TgMessage     *message;
} TgRuleCheck;

typedef struct
{
  const TgDue   *due;
  TgNode        *day;
} TgRuleDue;

typedef struct
{
  const TgMove  *move;
  TgNode        *parts[TG_N_MOVE_PARTS];   /* nullable each */
} TgRuleMove;

struct _TgRules
{
  gatomicrefcount refs;
  TgForm     *form;
  GPtrArray  *fields;          /* of TgRuleField, in the order of the form */
  GHashTable *by_path;
  GHashTable *conditions;      /* TgField, TgTable, TgSection → TgNode */
  GPtrArray  *checks;          /* of TgRuleCheck */
  GPtrArray  *dues;            /* of TgRuleDue */
  GPtrArray  *moves;           /* of TgRuleMove */
  GPtrArray  *computed;        /* of TgRuleField, in the order of their dependence */
  GHashTable *others;          /* set of the other documents that are read, "other.order" */
};

/* Fills in `others` once all is compiled. */
void         tg_rules_find_others (TgRules              *self);
/* The rule of a document's path; its table and row where it has them. NULL if there is none. */
TgRuleField *tg_rules_locate       (TgRules              *self,
                                    const TgDocument     *document,
                                    const char           *path,
                                    guint                *row);
void         tg_rules_start        (TgRules              *self,
                                    TgMachine            *machine,
                                    const TgDocument     *document,
                                    const TgRulesContext *context,
                                    /* (transfer full) keeps the machine's date */
                                    char                **date);
gboolean     tg_rules_sort         (TgRules              *self,
                                    GError              **error);
/* What is wrong with one value by itself; NULL if nothing. (transfer full) */
TgIssue     *tg_field_check_value  (const TgRuleField    *rule,
                                    TgMachine            *machine,
                                    const char           *path,
                                    const char           *value);
TgIssue     *tg_field_check_required (const TgRuleField  *rule,
                                    const char           *path);
TgIssue     *tg_field_check_lines  (const TgTable        *table,
                                    const TgText         *title,
                                    guint                 n);
TgIssue     *tg_field_check_unknown (const char          *path);
TgIssue     *tg_field_check_limit  (const char           *check);

G_END_DECLS
