/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"
#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A document while somebody works on it: sections on the left, fields in the middle, problems
 * and receipts on the right; the outer two fold away first. Main thread, owned by the window. */
#define TG_TYPE_FORM_PAGE (tg_form_page_get_type ())
G_DECLARE_FINAL_TYPE (TgFormPage, tg_form_page, TG, FORM_PAGE, TgPage)

GtkWidget *tg_form_page_new   (TgWorkspace *workspace,   /* nullable: no code lists */
                               TgDraft     *draft);
TgDraft   *tg_form_page_get_draft (TgFormPage *self);
/* Puts the caret into the field, scrolling to it; a section's key goes to its first field. */
gboolean   tg_form_page_go_to (TgFormPage  *self,
                               const char  *path);

G_END_DECLS
