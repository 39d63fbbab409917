/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* What stands above the register of accounts: quota meters, the enterprises' categories with what
 * they change, what is due. Hidden while there is none of it. Main thread. */
#define TG_TYPE_ACCOUNT_HEAD (tg_account_head_get_type ())
G_DECLARE_FINAL_TYPE (TgAccountHead, tg_account_head, TG, ACCOUNT_HEAD, AdwBin)

GtkWidget *tg_account_head_new        (TgWorkspace   *workspace);
void       tg_account_head_set_narrow (TgAccountHead *self,
                                       gboolean       is_narrow);

G_END_DECLS
