/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Words in both languages, as the form files give them. Immutable, reference-counted. */
typedef struct _TgText TgText;

TgText     *tg_text_new     (const char *zh,
                             const char *en);
TgText     *tg_text_ref     (TgText     *self);
void        tg_text_unref   (TgText     *self);
const char *tg_text_get     (const TgText *self);        /* in the language in force; "" for NULL */
const char *tg_text_get_in  (const TgText *self,
                             const char   *language);

/* The language of the whole process: "zh" (also at start) or "en". Main thread sets it. */
const char *tg_language_get (void);
void        tg_language_set (const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgText, tg_text_unref)

/* Typed text, forgiven: full-width digits, letters and punctuation become half-width, outer blanks
 * go. */
char       *tg_text_fold_width  (const char *typed);
/* As `tg_text_fold_width`, and inner blanks and hyphens go too: for numbers of documents. */
char       *tg_text_fold_number (const char *typed);
/* Initials of the Chinese characters in lower case, ASCII letters and digits kept: 保温杯 → "bwb". */
char       *tg_text_initials    (const char *text);

G_END_DECLS
