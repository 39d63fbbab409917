/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-pack-trial.h"
#include "tg-pack.h"

G_BEGIN_DECLS

/* For tg-workspace-packs.c. NULL `after`: it can't be installed. */
TgPack      *tg_pack_trial_get_read       (TgPackTrial *self);
TgCatalogue *tg_pack_trial_get_before     (TgPackTrial *self);
TgCatalogue *tg_pack_trial_get_after      (TgPackTrial *self);
const char  *tg_pack_trial_get_codes_path (TgPackTrial *self);   /* (nullable) */

G_END_DECLS
