/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-receipt.h"

G_BEGIN_DECLS

/* What the agencies answered, newest first: when, the state that it led to, their own code and
 * words. Main thread. */
#define TG_TYPE_TIMELINE (tg_timeline_get_type ())
G_DECLARE_FINAL_TYPE (TgTimeline, tg_timeline, TG, TIMELINE, AdwBin)

void tg_timeline_set_receipts (TgTimeline *self,
                               GListModel *receipts);   /* of TgReceipt */

G_END_DECLS
