/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"

G_BEGIN_DECLS

/* In place of a workspace that is just being brought up to date. Main thread. */
#define TG_TYPE_UPGRADE_PAGE (tg_upgrade_page_get_type ())
G_DECLARE_FINAL_TYPE (TgUpgradePage, tg_upgrade_page, TG, UPGRADE_PAGE, TgPage)

GtkWidget *tg_upgrade_page_new      (void);
/* 0 to 1. */
void       tg_upgrade_page_set_done (TgUpgradePage *self,
                                     double         done);

G_END_DECLS
