/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-entry.h"
#include "tg-field-group.h"
#include "tg-file-group.h"
#include "tg-form-page.h"
#include "tg-problem-pane.h"
#include "tg-section-list.h"

G_BEGIN_DECLS

/* Shared by tg-form-page.c (what is shown), tg-form-page-caret.c (where the caret is) and
 * tg-form-page-actions.c. */
struct _TgFormPage
{
  TgPage           parent_instance;

  AdwWindowTitle  *window_title;
  GtkLabel        *pill;
  GtkLabel        *saved;
  GtkButton       *main_button;
  GtkImage        *main_icon;
  GtkLabel        *main_label;
  GtkToggleButton *sections_toggle;
  GtkToggleButton *pane_toggle;
  GtkMenuButton   *menu_button;
  GtkWidget       *check_button;
  GtkWidget       *undo_button;
  GtkWidget       *redo_button;
  AdwFlap         *sections_flap;
  AdwFlap         *pane_flap;
  GtkScrolledWindow *scroller;
  GtkBox          *groups_box;
  TgSectionList   *sections;
  TgProblemPane   *pane;
  GtkLabel        *state_bar;    /* what comes next, once it was sent */
  GtkWidget       *redraw_bar;
  GtkLabel        *redraw_text;
  GtkWidget       *merge_bar;
  GtkWidget       *lost_bar;
  GtkWidget       *lost_text;

  TgWorkspace     *workspace;
  TgDraft         *draft;
  GListModel      *todo;         /* of TgDeadline; NULL where nothing is drawn */
  GPtrArray       *groups;       /* of TgFieldGroup, owned by the box, in the form's order */
  TgFileGroup     *files;        /* nullable: a fact goes with none */
  GCancellable    *cancellable;  /* cancelled in dispose */
  guint            refresh;      /* idle */
  int              problem;      /* of the last jump, -1 before the first */
};

TgFieldGroup *tg_form_page_find_group       (TgFormPage     *self,
                                             const char     *path);
/* (transfer full) */
GMenuModel   *tg_form_page_make_menu        (TgFormPage     *self);
void          tg_form_page_install_actions  (GtkWidgetClass *klass);
void          tg_form_page_update_actions   (TgFormPage     *self);
void          tg_form_page_next_field       (TgFormPage     *self);
/* At the next frame, where the caret is then. */
void          tg_form_page_keep_in_sight    (TgFormPage     *self);
gboolean      tg_form_page_step_problem     (TgFormPage     *self,
                                             int             step);
/* Whether a field holds text that is not committed yet: then Ctrl+Z is the field's. */
gboolean      tg_form_page_is_typing        (TgFormPage     *self);
/* (nullable) The definition of the field that has the caret. */
const TgField *tg_form_page_get_field       (TgFormPage     *self);

G_END_DECLS
