/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The codes that answer some words, below the entry that is being typed in: the caret stays
 * there, and its keys move the choice. Main thread. */
#define TG_TYPE_CODE_POPOVER (tg_code_popover_get_type ())
G_DECLARE_FINAL_TYPE (TgCodePopover, tg_code_popover, TG, CODE_POPOVER, GtkPopover)

/* Signal: picked (const char *code) */

GtkWidget *tg_code_popover_new     (TgWorkspace   *workspace,
                                    const TgForm  *form,
                                    const TgField *field);
void       tg_code_popover_look_up (TgCodePopover *self,
                                    const char    *words);
/* Also when it is not there yet: what is still looked up does not open it any more. */
void       tg_code_popover_close   (TgCodePopover *self);
gboolean   tg_code_popover_move    (TgCodePopover *self,
                                    int            steps);   /* always TRUE: the key is used up */
/* FALSE when nothing is chosen. */
gboolean   tg_code_popover_take    (TgCodePopover *self);

G_END_DECLS
