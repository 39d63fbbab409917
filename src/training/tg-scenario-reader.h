/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-scenario.h"

G_BEGIN_DECLS

/* What the reader makes empty and then fills in; for src/training only. */

TgScenario       *tg_scenario_new        (void);
TgScriptTurn     *tg_script_turn_new     (void);
TgScriptAnswer   *tg_script_answer_new   (void);
TgExpectedFiling *tg_expected_filing_new (void);

G_END_DECLS
