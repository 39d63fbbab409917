/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Base 64 for addresses and signatures (RFC 4648, 5), without padding. Pure; any thread. */

char   *tg_base64url_encode (gconstpointer  data,
                             gsize          length);
/* NULL where the text is none, or is longer than it needs to be. (transfer full) (nullable) */
GBytes *tg_base64url_decode (const char    *text);

G_END_DECLS
