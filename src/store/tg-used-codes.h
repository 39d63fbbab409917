/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Values of one place in the newest documents of a form or fact type, newest first, each once; of
 * a few documents, since this is asked for while somebody types. `table` NULL: a header field. */
GPtrArray *tg_used_codes_load (TgStoreConnection  *conn,
                               const char         *form,
                               const char         *table,
                               const char         *field,
                               GError            **error);

G_END_DECLS
