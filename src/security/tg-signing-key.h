/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-certificate.h"

G_BEGIN_DECLS

/* Where a person's certificate and key are, and what was opened there: a TgSigner that reaches for
 * the file or the token only when something is to be signed, and again after it was gone. Any
 * thread. */
#define TG_TYPE_SIGNING_KEY (tg_signing_key_get_type ())
G_DECLARE_FINAL_TYPE (TgSigningKey, tg_signing_key, TG, SIGNING_KEY, GObject)

/* As for tg_certificate_open(). */
TgSigningKey  *tg_signing_key_new           (const char     *certificate,
                                             const char     *key);
/* As they were given. */
const char    *tg_signing_key_get_place     (TgSigningKey   *self);
const char    *tg_signing_key_get_key_place (TgSigningKey   *self);
/* The certificate, read if it was not yet; waits. (transfer full) */
TgCertificate *tg_signing_key_load          (TgSigningKey   *self,
                                             GError        **error);
/* As tg_certificate_unlock(). */
gboolean       tg_signing_key_unlock        (TgSigningKey   *self,
                                             const char     *pin,
                                             GError        **error);
void           tg_signing_key_unlock_async  (TgSigningKey         *self,
                                             const char           *pin,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       tg_signing_key_unlock_finish (TgSigningKey   *self,
                                             GAsyncResult   *result,
                                             GError        **error);

G_END_DECLS
