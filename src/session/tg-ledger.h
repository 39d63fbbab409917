/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-inbox.h"
#include "tg-save.h"

G_BEGIN_DECLS

/* What documents move on accounts, written in the transaction of what causes it: the receipt that
 * answers a filing, the save of a fact. Each movement stands once, by the document and its part;
 * what an authority takes back is reversed. */

/* A TgInboxFollow's func; `catalogue` is a TgCatalogue. Takes the numbers that the agency gives,
 * too. */
gboolean tg_ledger_follow_receipt (TgStoreConnection  *conn,
                                   TgReceipt          *receipt,
                                   gpointer            catalogue,
                                   GError            **error);
/* After the save of a fact. */
gboolean tg_ledger_follow_save    (TgStoreConnection  *conn,
                                   TgCatalogue        *catalogue,
                                   const TgSave       *save,
                                   GError            **error);
/* A fact was thrown away. */
gboolean tg_ledger_remove         (TgStoreConnection  *conn,
                                   const char         *subject,
                                   GError            **error);

G_END_DECLS
