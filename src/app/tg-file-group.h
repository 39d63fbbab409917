/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The files that a filing goes with, at the end of its form: add, drop, write out, remove. */
#define TG_TYPE_FILE_GROUP (tg_file_group_get_type ())
G_DECLARE_FINAL_TYPE (TgFileGroup, tg_file_group, TG, FILE_GROUP, AdwBin)

GtkWidget *tg_file_group_new       (TgWorkspace  *workspace,
                                    TgDraft      *draft);
/* Files may be added and removed, or only be looked at. */
void       tg_file_group_refresh   (TgFileGroup  *self);
/* One after another; what is not taken is said below the list. Takes references. */
void       tg_file_group_add_files (TgFileGroup  *self,
                                    GListModel   *files);     /* of GFile */

G_END_DECLS
