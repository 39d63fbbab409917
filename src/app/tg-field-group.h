/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-field-row.h"
#include "tg-line-table.h"

G_BEGIN_DECLS

/* A section of the form: its title and its rows, or its line table. Main thread. */
#define TG_TYPE_FIELD_GROUP (tg_field_group_get_type ())
G_DECLARE_FINAL_TYPE (TgFieldGroup, tg_field_group, TG, FIELD_GROUP, AdwBin)

GtkWidget   *tg_field_group_new         (TgWorkspace     *workspace,   /* nullable */
                                         TgDraft         *draft,
                                         const TgSection *section);
const char  *tg_field_group_get_key     (TgFieldGroup    *self);
/* (nullable) each: a section has either rows or a table. */
TgFieldRow  *tg_field_group_find_row    (TgFieldGroup    *self,
                                         const char      *path);
TgFieldRow  *tg_field_group_next_row    (TgFieldGroup    *self,
                                         /* nullable: the first that is shown */
                                         TgFieldRow      *row);
TgLineTable *tg_field_group_get_table   (TgFieldGroup    *self);
void         tg_field_group_refresh     (TgFieldGroup    *self);       /* all of it */
/* FALSE: nothing here takes it */
gboolean     tg_field_group_grab_caret  (TgFieldGroup    *self);
gboolean     tg_field_group_is_typing   (TgFieldGroup    *self);
void         tg_field_group_set_narrow  (TgFieldGroup    *self,
                                         gboolean         narrow);

G_END_DECLS
