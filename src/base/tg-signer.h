/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signs frozen bytes with a detached JWS (RFC 7515 appendix F). Implemented in `security`. */
#define TG_TYPE_SIGNER (tg_signer_get_type ())
G_DECLARE_INTERFACE (TgSigner, tg_signer, TG, SIGNER, GObject)

struct _TgSignerInterface
{
  GTypeInterface parent_iface;
  char *(*sign) (TgSigner *self, GBytes *payload, GError **error);
};

char *tg_signer_sign (TgSigner  *self,
                      GBytes    *payload,
                      GError   **error);

G_END_DECLS
