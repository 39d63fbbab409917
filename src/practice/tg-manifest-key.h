/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* What the window signs its list of code tables with: a key of its own, made when it is first
 * wanted and kept in the book. */

/* The certificate, DER in base64, as discovery names it. (transfer full) */
char *tg_manifest_key_dup_certificate (TgBook      *book,
                                       GError     **error);
/* A detached JWS over the canonical `tables`: the same as before for the same tables. (transfer
 * full) */
char *tg_manifest_key_sign            (TgBook      *book,
                                       const char  *tables,
                                       GError     **error);

G_END_DECLS
