/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The backups of the open workspace, newest first, and the rule by which they are kept: one is
 * made, checked or put back from here, and everything exported. Main thread. */
#define TG_TYPE_BACKUP_PAGE (tg_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (TgBackupPage, tg_backup_page, TG, BACKUP_PAGE, TgPage)

GtkWidget *tg_backup_page_new (TgWorkspace *workspace);

G_END_DECLS
