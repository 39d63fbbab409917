/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-import.h"
#include "tg-import-trial.h"

G_BEGIN_DECLS

/* For who makes and commits trials. Takes the plan. */
TgImportTrial *tg_import_trial_new      (TgCatalogue   *catalogue,
                                         TgForm        *form,
                                         TgImportPlan  *plan);
TgForm        *tg_import_trial_get_form (TgImportTrial *self);
TgImportPlan  *tg_import_trial_get_plan (TgImportTrial *self);

G_END_DECLS
