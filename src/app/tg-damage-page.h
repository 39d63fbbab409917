/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-salvage-report.h"

G_BEGIN_DECLS

/* In place of a workspace whose store is damaged: the last good backup is offered, what can be
 * read can be saved, or only looked at. Main thread. */
#define TG_TYPE_DAMAGE_PAGE (tg_damage_page_get_type ())
G_DECLARE_FINAL_TYPE (TgDamagePage, tg_damage_page, TG, DAMAGE_PAGE, TgPage)

GtkWidget *tg_damage_page_new         (const char            *folder,
                                       const GError          *error);
/* The rescue is under way; what came of it. */
void       tg_damage_page_show_wait   (TgDamagePage          *self);
void       tg_damage_page_show_report (TgDamagePage          *self,
                                       const TgSalvageReport *report);

G_END_DECLS
