/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-trust.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-jws.h"

static gboolean
is_signed_by (const TgManifest *manifest,
              const char       *key)
{
  gsize length = 0;
  guchar *der = g_base64_decode (key, &length);
  g_autoptr (GBytes) certificate = g_bytes_new_take (der, length);

  return tg_jws_verify_detached (manifest->signature, manifest->signed_bytes, certificate, NULL);
}

gboolean
tg_code_trust_check (const char        *keys,
                     const TgManifest  *manifest,
                     GError           **error)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0' && is_signed_by (manifest, each[i]))
      return TRUE;
  if (*keys == '\0')
    g_set_error_literal (error, TG_ERROR, TG_ERROR_REFUSED,
                         _("/signature: the window names no key by which it could be checked."));
  else if (*manifest->signature == '\0')
    g_set_error_literal (error, TG_ERROR, TG_ERROR_REFUSED, _("/signature: it is not signed."));
  else
    g_set_error_literal (error, TG_ERROR, TG_ERROR_REFUSED,
                         _("/signature: it is not by the key that the window had when this "
                           "workspace was connected to it. If the window has a new key, connect "
                           "again."));
  return FALSE;
}

char *
tg_code_trust_make_name (const char *keys)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, keys, -1);
}
