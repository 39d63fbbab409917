/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-draft.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* One field of the form: its label, a way to fill it in by its kind, and below it what there is
 * to say: the issue, the formula, what was sent before. The page tells it when the draft has
 * changed. A subclass for each kind gives the input. Main thread. */
#define TG_TYPE_FIELD_ROW (tg_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (TgFieldRow, tg_field_row, TG, FIELD_ROW, AdwPreferencesRow)

struct _TgFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  /* Makes the input and hands it to tg_field_row_set_input. */
  void     (*build)     (TgFieldRow *self);
  void     (*refresh)   (TgFieldRow *self);
  /* Nullable each: without them there is nothing to commit, nothing half typed, no list. */
  void     (*commit)    (TgFieldRow *self);
  gboolean (*is_typing) (TgFieldRow *self);
};

/* Of the subclass that suits the field's kind. `workspace` is nullable: no code lists then. */
GtkWidget     *tg_field_row_new           (TgWorkspace   *workspace,
                                           TgDraft       *draft,
                                           const TgField *field);
TgWorkspace   *tg_field_row_get_workspace (TgFieldRow    *self);
TgDraft       *tg_field_row_get_draft     (TgFieldRow    *self);
const TgField *tg_field_row_get_field     (TgFieldRow    *self);
const char    *tg_field_row_get_path      (TgFieldRow    *self);
gboolean       tg_field_row_can_edit      (TgFieldRow    *self);
void           tg_field_row_set_input     (TgFieldRow    *self,
                                           GtkWidget     *box,
                                           GtkWidget     *focus);   /* what takes the caret */
void           tg_field_row_set_text      (TgFieldRow    *self,
                                           const char    *text);    /* commits */
void           tg_field_row_refresh       (TgFieldRow    *self);
void           tg_field_row_commit        (TgFieldRow    *self);
gboolean       tg_field_row_is_typing     (TgFieldRow    *self);
gboolean       tg_field_row_grab_caret    (TgFieldRow    *self);
void           tg_field_row_set_narrow    (TgFieldRow    *self,
                                           gboolean       narrow);

G_END_DECLS
