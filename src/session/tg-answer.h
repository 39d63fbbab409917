/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One line of the check-answers page, of a print or of a terminal: a field with its value as people
 * read it. Immutable, any thread. */
#define TG_TYPE_ANSWER (tg_answer_get_type ())
G_DECLARE_FINAL_TYPE (TgAnswer, tg_answer, TG, ANSWER, GObject)

TgAnswer   *tg_answer_new         (const char *section,
                                   const char *label,
                                   const char *value,
                                   const char *path,
                                   gboolean    hidden);
/* the section's title; of a line with its number */
const char *tg_answer_get_section (TgAnswer   *self);
const char *tg_answer_get_label   (TgAnswer   *self);
const char *tg_answer_get_value   (TgAnswer   *self);   /* as shown; "" when empty */
const char *tg_answer_get_path    (TgAnswer   *self);
/* has a value, but is left out of what is sent */
gboolean    tg_answer_is_hidden   (TgAnswer   *self);

G_END_DECLS
