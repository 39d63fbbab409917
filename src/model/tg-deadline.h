/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-text.h"

G_BEGIN_DECLS

/* Something that is due. Immutable, any thread. `subject` is the id of a filing or a fact. */
#define TG_TYPE_DEADLINE (tg_deadline_get_type ())
G_DECLARE_FINAL_TYPE (TgDeadline, tg_deadline, TG, DEADLINE, GObject)

TgDeadline *tg_deadline_new           (const char *kind,      /* such as "refund-claim" */
                                       const char *date,      /* YYYY-MM-DD */
                                       const char *subject,
                                       TgText     *text);
const char *tg_deadline_get_kind      (TgDeadline *self);
const char *tg_deadline_get_date      (TgDeadline *self);
const char *tg_deadline_get_subject   (TgDeadline *self);
const char *tg_deadline_get_text      (TgDeadline *self);     /* in the language in force */
TgText     *tg_deadline_get_words     (TgDeadline *self);
/* Days from `today`; below 0 when it is past. */
int         tg_deadline_get_days_left (TgDeadline *self,
                                       const char *today);

G_END_DECLS
