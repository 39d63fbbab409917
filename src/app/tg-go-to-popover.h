/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "tg-form.h"

G_BEGIN_DECLS

/* Finds a field by its name, its pinyin initials, its official key or its number in the form. It
 * unparents itself when it closes. Main thread. */
#define TG_TYPE_GO_TO_POPOVER (tg_go_to_popover_get_type ())
G_DECLARE_FINAL_TYPE (TgGoToPopover, tg_go_to_popover, TG, GO_TO_POPOVER, GtkPopover)

/* Signal: picked (const char *path): a field, or TABLE/COLUMN */

GtkWidget *tg_go_to_popover_new (const TgForm *form);   /* which must outlive it */

G_END_DECLS
