/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-inbox.h"

G_BEGIN_DECLS

/* Numbers that an agency gives: the field that says so (`given`) takes the number of the receipt,
 * as a change of the document that nobody undoes. In the transaction of the receipt. A
 * TgInboxFollow's func; `catalogue` is a TgCatalogue. */
gboolean tg_agency_number_take (TgStoreConnection  *conn,
                                TgReceipt          *receipt,
                                gpointer            catalogue,
                                GError            **error);

G_END_DECLS
