/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-draft.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The right side of a form: problems that jump to their field and stay while one mends them, what
 * it was drawn from and is used in, what has happened (receipts), and help on the field that has
 * the caret. Main thread. */
#define TG_TYPE_PROBLEM_PANE (tg_problem_pane_get_type ())
G_DECLARE_FINAL_TYPE (TgProblemPane, tg_problem_pane, TG, PROBLEM_PANE, AdwBin)

/* Signal: jump (const char *path) */

void tg_problem_pane_set_draft (TgProblemPane *self,
                                TgWorkspace   *workspace,  /* nullable: no other documents */
                                TgDraft       *draft);
void tg_problem_pane_show_help (TgProblemPane *self,
                                const TgField *field);   /* nullable */

G_END_DECLS
