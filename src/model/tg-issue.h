/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"

G_BEGIN_DECLS

/* What is wrong with a person's document: not an error of the program. Immutable, any thread. */
#define TG_TYPE_ISSUE (tg_issue_get_type ())
G_DECLARE_FINAL_TYPE (TgIssue, tg_issue, TG, ISSUE, GObject)

TgIssue    *tg_issue_new         (TgLevel      level,
                                  const char  *id,        /* rule id, or "required", "length", … */
                                  const char  *path,      /* "" for the document as a whole */
                                  TgText      *message);
TgIssue    *tg_issue_new_agency  (const char  *code,      /* what an agency found at a field */
                                  const char  *path,
                                  const char  *message);
TgLevel     tg_issue_get_level   (TgIssue     *self);
const char *tg_issue_get_id      (TgIssue     *self);
const char *tg_issue_get_path    (TgIssue     *self);
const char *tg_issue_get_message (TgIssue     *self);     /* in the language in force */
TgText     *tg_issue_get_text    (TgIssue     *self);
gboolean    tg_issue_is_agency   (TgIssue     *self);
const char *tg_level_to_name     (TgLevel      level);

G_END_DECLS
