/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-clerk.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* Judges what an account sends: `submissions` and `problems` as tg_wire_read_batch gives them.
 * Judgements and all their effects, inside a transaction that is the caller's. Of TgResult, in
 * order. (transfer full) */
GPtrArray *tg_desk_receive (TgClerk     *clerk,
                            const char  *account,
                            GPtrArray   *submissions,
                            GPtrArray   *problems,
                            GError     **error);
/* The key under which orders, payments, waybills and lists find each other; "" without an order
 * number. (transfer full) */
char      *tg_desk_make_match_key (TgDocument *document);

G_END_DECLS
