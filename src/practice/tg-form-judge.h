/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-judge.h"

G_BEGIN_DECLS

/* Judges by the rules of the very forms that the client fills in. */
#define TG_TYPE_FORM_JUDGE (tg_form_judge_get_type ())
G_DECLARE_FINAL_TYPE (TgFormJudge, tg_form_judge, TG, FORM_JUDGE, GObject)

TgFormJudge *tg_form_judge_new (TgCatalogue  *catalogue,
                                TgCodeLookup *codes);     /* nullable */

G_END_DECLS
