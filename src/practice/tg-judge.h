/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"

G_BEGIN_DECLS

/* What a judge is shown; borrowed. */
typedef struct
{
  const char *form;
  guint       form_version;
  TgDocument *document;
  TgDocument *order;       /* nullable: the order that a list names */
  const char *today;
} TgJudgedDocument;

/* Who knows the forms and finds what is wrong with a document. */
#define TG_TYPE_JUDGE (tg_judge_get_type ())
G_DECLARE_INTERFACE (TgJudge, tg_judge, TG, JUDGE, GObject)

struct _TgJudgeInterface
{
  GTypeInterface parent_iface;
  gboolean   (*knows_form)  (TgJudge *self, const char *form, guint version);
  GPtrArray *(*list_faults) (TgJudge *self, const TgJudgedDocument *shown);
};

gboolean   tg_judge_knows_form  (TgJudge                 *self,
                                 const char              *form,
                                 guint                    version);
/* Of TgFault, with an agency's codes; empty for a document in order. (transfer full) */
GPtrArray *tg_judge_list_faults (TgJudge                 *self,
                                 const TgJudgedDocument  *shown);

G_END_DECLS
