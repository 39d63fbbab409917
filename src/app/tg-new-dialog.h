/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Chooses what to begin: a form or a fact, from scratch or drawn from an order. Makes it by
 * `win.make` of the parent. */
#define TG_TYPE_NEW_DIALOG (tg_new_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TgNewDialog, tg_new_dialog, TG, NEW_DIALOG, AdwWindow)

/* Whether there is anything to ask: a fact that is drawn from nothing is begun at once, by
 * `win.make`. */
gboolean   tg_new_dialog_asks (TgWorkspace *workspace,
                               const char  *target);
/* `target` narrows the choice: "" for all, a family, or "fact:TYPE". */
GtkWindow *tg_new_dialog_new (GtkWindow   *parent,
                              TgWorkspace *workspace,
                              const char  *target);

G_END_DECLS
