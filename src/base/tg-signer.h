/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signs frozen bytes with a detached JWS (RFC 7515 appendix F). Implemented in `security` for ES256
 * and RS256. Another algorithm (SM2 with SM3, by libcrypto or a vendor's token) is another
 * implementation, which names itself in the JWS's header; signatures of another form (XML) are
 * another method beside `sign`. Any thread. */
#define TG_TYPE_SIGNER (tg_signer_get_type ())
G_DECLARE_INTERFACE (TgSigner, tg_signer, TG, SIGNER, GObject)

struct _TgSignerInterface
{
  GTypeInterface parent_iface;
  char *(*sign) (TgSigner *self, GBytes *payload, GError **error);
};

/* "HEADER..SIGNATURE". TG_ERROR_LOCKED: the key's PIN has not been given. May wait for a token:
 * not on a thread with a window. (transfer full) */
char *tg_signer_sign        (TgSigner             *self,
                             GBytes               *payload,
                             GError              **error);
void  tg_signer_sign_async  (TgSigner             *self,
                             GBytes               *payload,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
char *tg_signer_sign_finish (TgSigner             *self,
                             GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
