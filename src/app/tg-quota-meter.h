/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-quota.h"

G_BEGIN_DECLS

/* One yearly quota of a person: a quiet bar, and in words what is used, left, outside, and not
 * known. */
#define TG_TYPE_QUOTA_METER (tg_quota_meter_get_type ())
G_DECLARE_FINAL_TYPE (TgQuotaMeter, tg_quota_meter, TG, QUOTA_METER, AdwBin)

GtkWidget *tg_quota_meter_new (TgQuota *quota);

G_END_DECLS
