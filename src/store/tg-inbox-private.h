/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-inbox.h"
#include "tg-store-private.h"

G_BEGIN_DECLS

/* The parts of the inbox. A failure is one of the store's: a body that makes no sense is kept
 * and passed over. */

TgInboxSummary *tg_inbox_summary_new      (void);
gboolean        tg_inbox_check_cursor     (TgStoreConnection  *conn,
                                           const char         *feed,
                                           const char         *from,
                                           GError            **error);
gboolean        tg_inbox_apply_event      (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           const TgInboxFollow *follow,   /* nullable */
                                           TgInboxSummary     *summary,
                                           GError            **error);
gboolean        tg_inbox_apply_receipt    (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           const TgInboxFollow *follow,
                                           TgInboxSummary     *summary,
                                           GError            **error);
gboolean        tg_inbox_apply_filing     (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           TgInboxSummary     *summary,
                                           GError            **error);
gboolean        tg_inbox_apply_notice     (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           TgInboxSummary     *summary,
                                           GError            **error);
gboolean        tg_inbox_apply_enterprise (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           TgInboxSummary     *summary,
                                           GError            **error);
gboolean        tg_inbox_apply_account    (TgStoreConnection  *conn,
                                           TgEvent            *event,
                                           GError            **error);
gboolean        tg_inbox_apply_code_table (TgEvent            *event,
                                           TgInboxSummary     *summary);

G_END_DECLS
