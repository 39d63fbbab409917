/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "tg-state.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Small words and looks that several pages share. Pure, but for the widgets that they are
 * handed. */

/* "14:32" today, "11-20 14:32" this year, else with the year; local time. (transfer full) */
char *tg_words_dup_time       (gint64          at);
/* "14:32:07", local time. (transfer full) */
char *tg_words_dup_clock      (gint64          at);
/* "1,280.00 USD"; amounts that are no number stay as they are. (transfer full) */
char *tg_words_dup_amount     (const char     *amount,
                               const char     *currency);
/* "today", "in 3 days", "2 days late", or "" without a date. (transfer full) */
char *tg_words_dup_days_left  (const char     *due);
/* Today in China, as the program counts its deadlines. (transfer full) */
char *tg_words_dup_today      (void);
/* Where the sync engine has nothing to remark. */
const char *tg_words_get_online (TgOnline       online);
/* The state's pill: its colour says who must act, its word is the label. */
void  tg_words_style_pill     (GtkWidget      *pill,
                               TgFilingState   filing,
                               TgAttemptState  attempt);

/* "empty" for what is. */
const char *tg_words_or_empty   (const char    *value);
/* A value or its caption, from the left and wrapped. */
GtkWidget  *tg_words_make_label (const char    *value,
                                 const char    *css_class);  /* (nullable) */
void        tg_words_attach     (GtkWidget     *grid,
                                 const char    *value,
                                 const char    *css_class,   /* (nullable) */
                                 int            column,
                                 int            row,
                                 int            width);
/* The form's title and the document's number. (transfer full) */
char       *tg_words_dup_draft  (TgDraft       *draft);

G_END_DECLS
