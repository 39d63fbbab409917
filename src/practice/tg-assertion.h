/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-request.h"

G_BEGIN_DECLS

/* private_key_jwt (RFC 7523): who asks for a token says so in a text that it signed. */

#define TG_ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

/* The account that made it. NULL without an error: it does not hold. (transfer full) (nullable) */
char *tg_assertion_find_account (TgRequest   *request,
                                 const char  *assertion,
                                 GError     **error);

G_END_DECLS
