/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A table from a file or the clipboard becomes facts: what each column is, a dry run with a reason
 * per cell, mending in the grid, storing the good rows as one batch that one button takes back.
 * Main thread, owned by the window. */
#define TG_TYPE_IMPORT_PAGE (tg_import_page_get_type ())
G_DECLARE_FINAL_TYPE (TgImportPage, tg_import_page, TG, IMPORT_PAGE, TgPage)

/* `kind` is what the rows are at first: "fact:order". */
GtkWidget *tg_import_page_new (TgWorkspace *workspace,
                               const char  *kind);

G_END_DECLS
