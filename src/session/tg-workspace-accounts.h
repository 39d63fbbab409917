/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-forex-category.h"
#include "tg-quota.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The register of accounts. Models are live and the caller's. */

/* of TgAccountRow, those moved last first */
GListModel *tg_workspace_list_accounts    (TgWorkspace     *self);
/* the one with this id, or none */
GListModel *tg_workspace_list_account     (TgWorkspace     *self,
                                           const char      *id);
/* of TgPostingRow, newest first */
GListModel *tg_workspace_list_postings    (TgWorkspace     *self,
                                           const char      *account);
/* of TgQuota: two for each person, this year's */
GListModel *tg_workspace_list_quotas      (TgWorkspace     *self);
/* of TgForexCategory: enterprises that have one */
GListModel *tg_workspace_list_categories  (TgWorkspace     *self);
/* of TgDeadline: what is due of forex, soonest first */
GListModel *tg_workspace_list_forex_todo  (TgWorkspace     *self);
/* What a category changes. (transfer full) */
char      **tg_workspace_dup_effects      (TgWorkspace     *self,
                                           TgForexCategory *category);

G_END_DECLS
