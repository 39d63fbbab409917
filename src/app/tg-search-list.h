/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A short list that is searched from the entry above it, and worked from there: what is typed hides
 * the rows that do not answer, Up and Down choose among the others, Return takes the chosen one.
 * The caret stays in the entry. */

/* `list` gets a filter, a selection and a word for when nothing answers; its rows are given their
 * words by tg_search_list_set_words, and "row-activated" says what was taken. */
void  tg_search_list_bind      (GtkSearchEntry *entry,
                                GtkListBox     *list);
/* What the row answers to: these words, and the initials of their pinyin. */
void  tg_search_list_set_words (GtkWidget      *row,
                                const char     *words);

G_END_DECLS
