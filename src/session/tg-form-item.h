/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"

G_BEGIN_DECLS

/* A form that can be filed, or a type of fact ("fact:order"), as a row of a list. Immutable, main
 * thread. */
#define TG_TYPE_FORM_ITEM (tg_form_item_get_type ())
G_DECLARE_FINAL_TYPE (TgFormItem, tg_form_item, TG, FORM_ITEM, GObject)

TgFormItem   *tg_form_item_new        (const TgForm *form,
                                       /* whether a new one may be made here and now */
                                       gboolean      can_make);
/* The same in a version that is asked for: its id is "tax.trader-refund:2". */
TgFormItem   *tg_form_item_new_version (const TgForm *form);
/* What it is drawn from, before it is shown. */
void          tg_form_item_set_source (TgFormItem   *self,
                                       const char   *source,
                                       gboolean      several);
/* as tg_workspace_new_draft_async takes it */
const char   *tg_form_item_get_id     (TgFormItem   *self);
const char   *tg_form_item_get_title  (TgFormItem   *self);   /* in the language in force */
TgFamily      tg_form_item_get_family (TgFormItem   *self);
const char   *tg_form_item_get_alias  (TgFormItem   *self);   /* its official number, or the id */
guint         tg_form_item_get_version (TgFormItem  *self);
/* The fact type ("order") or form ("customs.export-list") that it is drawn from; nullable. */
const char   *tg_form_item_get_source (TgFormItem   *self);
/* Whether it is drawn from more than one of them. */
gboolean      tg_form_item_takes_several (TgFormItem *self);
/* of an abolished form: until when and why, in words; else NULL */
char         *tg_form_item_dup_end    (TgFormItem   *self);
/* of a form in several versions, told apart by a date in it: which this is, in words; else NULL */
char         *tg_form_item_dup_time   (TgFormItem   *self);
gboolean      tg_form_item_can_make   (TgFormItem   *self);

G_END_DECLS
