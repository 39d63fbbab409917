/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* JSON web signatures (RFC 7515) of two algorithms, ES256 and RS256, checked against a certificate.
 * Pure; any thread. A signature that does not hold is TG_ERROR_REFUSED, a text that is none
 * TG_ERROR_INVALID. `certificate` is DER. */

/* The header names the algorithm and, as `kid`, the certificate by its SHA-256. (transfer full) */
char     *tg_jws_make_header     (const char  *algorithm,
                                  const char  *key_id);
/* Which key it says that it was made with. (transfer full) (nullable) */
char     *tg_jws_dup_key_id      (const char  *jws);
/* "HEADER..SIGNATURE" over the payload. */
gboolean  tg_jws_verify_detached (const char  *jws,
                                  GBytes      *payload,
                                  GBytes      *certificate,
                                  GError     **error);
/* "HEADER.PAYLOAD.SIGNATURE", such as a JWT: gives the payload. (transfer full) */
GBytes   *tg_jws_verify_compact  (const char  *jws,
                                  GBytes      *certificate,
                                  GError     **error);

/* SHA-256 of a certificate in DER, in base64url: its name. (transfer full) */
char     *tg_jws_make_key_id     (GBytes      *certificate);
/* The first certificate of a PEM text, in DER. (transfer full) */
GBytes   *tg_jws_read_pem        (const char  *pem,
                                  GError     **error);

G_END_DECLS
