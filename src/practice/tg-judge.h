/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"

G_BEGIN_DECLS

/* What a judge is shown; borrowed. */
typedef struct
{
  const char *form;
  guint       form_version;
  TgDocument *document;
  GHashTable *others;      /* nullable: "other.order" → TgDocument (data/rules/README.md) */
  const char *today;
} TgJudgedDocument;

/* What is wrong at one place of a document. */
typedef struct
{
  char       *pointer;
  char       *rule;
  TgLevel     level;
  TgText     *text;
} TgFinding;

/* Who knows the forms and finds what is wrong with a document. */
#define TG_TYPE_JUDGE (tg_judge_get_type ())
G_DECLARE_INTERFACE (TgJudge, tg_judge, TG, JUDGE, GObject)

struct _TgJudgeInterface
{
  GTypeInterface parent_iface;
  TgForm    *(*find_form)     (TgJudge *self, const char *form, guint version);
  GPtrArray *(*list_findings) (TgJudge *self, const TgJudgedDocument *shown);
  GPtrArray *(*list_movements) (TgJudge *self, const TgJudgedDocument *shown);
};

/* (transfer none) (nullable): a form that is filed under this very id. */
TgForm    *tg_judge_find_form     (TgJudge                 *self,
                                   const char              *form,
                                   guint                    version);
/* Of TgFinding, of every level; empty for a document in order. (transfer full) */
GPtrArray *tg_judge_list_findings (TgJudge                 *self,
                                   const TgJudgedDocument  *shown);
/* Of TgMovement: what its form says that it moves on accounts. (transfer full) */
GPtrArray *tg_judge_list_movements (TgJudge                *self,
                                    const TgJudgedDocument *shown);

TgFinding *tg_finding_new         (const char              *pointer,
                                   const char              *rule,
                                   TgLevel                  level,
                                   TgText                  *text);
void       tg_finding_free        (TgFinding               *self);

G_END_DECLS
