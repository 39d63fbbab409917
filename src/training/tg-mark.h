/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-scenario.h"

G_BEGIN_DECLS

/* What a student did, as the marking sees it; borrowed. */
typedef struct
{
  GHashTable *filings;      /* form → TgDocument, the last one filed */
  GHashTable *attempts;     /* form → GUINT, submissions of the filing that took the most */
  guint       n_aids;       /* aids that were opened */
} TgWork;

/* One value that counts. Strings owned. */
typedef struct
{
  char     *form;
  char     *path;           /* of the expected document; "left = right" for an agreement */
  char     *expected;
  char     *given;
  guint     weight;
  gboolean  is_right;
} TgMarkLine;

/* Scores are in hundredths of a per cent, 0 to 10000: whole numbers, so a mark is the same
 * everywhere. */
typedef struct
{
  GPtrArray *fields;        /* of TgMarkLine */
  GPtrArray *agreements;    /* of TgMarkLine */
  guint      field_score;
  guint      agreement_score;
  guint      process_score;
  guint      score;         /* of the whole exercise */
} TgMark;

/* Compares the work with what the exercise expects. Pure. (transfer full) */
TgMark *tg_mark_new  (TgScenario   *scenario,
                      const TgWork *work);
void    tg_mark_free (TgMark       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMark, tg_mark_free)

G_END_DECLS
