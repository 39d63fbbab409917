/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-expression.h"
#include "tg-rules.h"

G_BEGIN_DECLS

/* Evaluates expressions over one document. Lives on the stack of one call and on one thread;
 * remembers groups of rows and codes, so the document must not change between tg_machine_reset
 * calls. */
typedef struct
{
  const TgDocument     *document;
  const TgRulesContext *context;
  GHashTable           *conditions;    /* TgField, TgTable → TgNode: when it is visible; borrowed */
  const char           *date;          /* for codes */
  const char           *language;      /* nullable: of names; for messages */
  const char           *scope_table;   /* nullable: the header */
  guint                 scope_row;
  const TgDocument     *row_document;
  const TgTable        *row_form;      /* nullable: of another document */
  const char           *row_table;
  guint                 row;
  guint                 steps;         /* left; 0: the evaluation was given up */
  guint                 depth;         /* of conditions within conditions */
  GStringChunk         *texts;
  GHashTable           *groups;        /* TgNode of an aggregate → its groups */
  GHashTable           *hidden;        /* TgField, TgTable → known to be hidden or not */
  GHashTable           *codes;         /* "table\ncode" → TgCodeRow or NULL */
} TgMachine;

#define TG_MACHINE_STEPS 40000000

void       tg_machine_init           (TgMachine            *self,
                                      const TgDocument     *document,
                                      const TgRulesContext *context,
                                      GHashTable           *conditions);
void       tg_machine_clear          (TgMachine            *self);
/* After a change of the document. */
void       tg_machine_reset          (TgMachine            *self);
void       tg_machine_set_row        (TgMachine            *self,
                                      const char           *table,    /* nullable */
                                      guint                 row);
/* Text in the value lives until the next tg_machine_reset. */
TgValue    tg_machine_evaluate       (TgMachine            *self,
                                      const TgNode         *node);
gboolean   tg_machine_is_true        (TgMachine            *self,
                                      const TgNode         *node);
gboolean   tg_machine_is_visible     (TgMachine            *self,
                                      gconstpointer         thing,    /* TgField or TgTable */
                                      const char           *table,
                                      guint                 row);
TgValue    tg_machine_aggregate      (TgMachine            *self,
                                      const TgNode         *node);
TgDocument *tg_machine_find_other    (TgMachine            *self,
                                      const char           *relation);
/* (transfer none) (nullable) */
TgCodeRow *tg_machine_find_code      (TgMachine            *self,
                                      const char           *table,
                                      const char           *code);
gboolean   tg_machine_has_codes      (TgMachine            *self,
                                      const char           *table);
const char *tg_machine_keep          (TgMachine            *self,
                                      char                 *text);    /* (transfer full) */
void       tg_machine_free_groups            (gpointer              data);

/* The functions of the language. */
struct _TgFunction
{
  const char *name;
  guint       min_arguments;
  guint       max_arguments;
  gboolean    numeric;
  TgValue   (*call) (TgMachine *machine, const TgValue *arguments, guint n);
};

#define TG_MAX_ARGUMENTS 16

const TgFunction *tg_function_find   (const char           *name);

G_END_DECLS
