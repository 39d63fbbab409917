/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-signer.h"

/* The interface through which a submission is signed. Implementations live in `security`. */

G_DEFINE_INTERFACE (TgSigner, tg_signer, G_TYPE_OBJECT)

static void
tg_signer_default_init (TgSignerInterface *iface)
{
}

char *
tg_signer_sign (TgSigner  *self,
                GBytes    *payload,
                GError   **error)
{
  g_return_val_if_fail (TG_IS_SIGNER (self), NULL);
  g_return_val_if_fail (payload != NULL, NULL);

  return TG_SIGNER_GET_IFACE (self)->sign (self, payload, error);
}
