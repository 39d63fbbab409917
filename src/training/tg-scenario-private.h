/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-scenario.h"

G_BEGIN_DECLS

/* What the reader makes empty and then fills in; for src/training only. */

TgScenario       *tg_scenario_new          (void);
TgScriptTurn     *tg_scenario_new_turn     (void);
TgScriptAnswer   *tg_scenario_new_answer   (void);
TgExpectedFiling *tg_scenario_new_expected (void);

G_END_DECLS
