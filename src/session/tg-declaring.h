/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Turns what customs answers to a merged export list (code 792, number "<18 digits>-<items of the
 * lines>") into the fact `declaration`, from which a refund is drawn. */

/* Looks at these receipts (of TgReceipt), in the background. */
void tg_declaring_start (TgWorkspace *workspace,
                         GPtrArray   *receipts);
/* Answers the task with TRUE when nothing of it is under way any more. (transfer full) */
void tg_declaring_wait  (TgWorkspace *workspace,
                         GTask       *task);

G_END_DECLS
