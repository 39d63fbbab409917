/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* What a transaction changed; the same bits as the session's TgChange. */
typedef enum
{
  TG_STORE_CHANGE_FILINGS  = 1 << 0,
  TG_STORE_CHANGE_FACTS    = 1 << 1,
  TG_STORE_CHANGE_RECEIPTS = 1 << 2,
  TG_STORE_CHANGE_SALES    = 1 << 3,
  TG_STORE_CHANGE_OUTBOX   = 1 << 4,
  TG_STORE_CHANGE_NOTICES  = 1 << 5,
  TG_STORE_CHANGE_ACCOUNTS = 1 << 6,
} TgStoreChange;

#define TG_STORE_CHANGE_ALL 0x7f

/* What the functions of a table are handed: a connection of the store on the thread that owns
 * it, for one transaction. A job gets it from TgStore. */
typedef struct _TgStoreConnection TgStoreConnection;

/* The code tables that the store was opened with. (transfer none) (nullable) */
TgCodeLookup *tg_store_connection_get_codes (TgStoreConnection *conn);

G_END_DECLS
