/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-transport-error.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"

/* Faults of sockets, names and certificates in words. Nothing here offers a way round a
 * certificate. */

static const struct
{
  GTlsCertificateFlags  flag;
  const char           *text;
} tls_faults[] = {
  { G_TLS_CERTIFICATE_EXPIRED,
    N_("The window’s certificate has expired; check this computer’s clock") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED,
    N_("The window’s certificate is not valid yet; check this computer’s clock") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,
    N_("The certificate is that of another address: this is not the window") },
  { G_TLS_CERTIFICATE_REVOKED,
    N_("The window’s certificate was revoked") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_("The window’s certificate was issued by nobody whom this computer trusts") },
  { G_TLS_CERTIFICATE_INSECURE,
    N_("The window’s certificate uses a method that is no longer safe") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR,
    N_("The window’s certificate is faulty: this may not be the window") },
};

static const struct
{
  int         code;
  const char *text;
} handshake_faults[] = {
  { G_TLS_ERROR_NOT_TLS, N_("What answers at the window’s address does not speak https") },
  { G_TLS_ERROR_CERTIFICATE_REQUIRED,
    N_("The window wants a certificate of yours, and there is none or it can’t be used") },
  { G_TLS_ERROR_EOF, N_("The connection was cut while it was being encrypted; the window may want "
                        "a certificate of yours") },
};

static const struct
{
  int         code;
  const char *text;
} io_faults[] = {
  { G_IO_ERROR_CONNECTION_REFUSED, N_("Nobody answers at the window’s address") },
  { G_IO_ERROR_HOST_UNREACHABLE, N_("The window’s address cannot be reached") },
  { G_IO_ERROR_NETWORK_UNREACHABLE, N_("There is no network") },
  { G_IO_ERROR_TIMED_OUT, N_("The window did not answer in time") },
  { G_IO_ERROR_PARTIAL_INPUT, N_("The answer was cut short") },
  { G_IO_ERROR_CONNECTION_CLOSED, N_("The connection was cut") },
};

static const char *
find_text (const GError         *cause,
           GTlsCertificateFlags  flags)
{
  if (cause->domain == G_TLS_ERROR)
    {
      for (guint i = 0; i < G_N_ELEMENTS (tls_faults); i++)
        if ((flags & tls_faults[i].flag) != 0)
          return _(tls_faults[i].text);
      for (guint i = 0; i < G_N_ELEMENTS (handshake_faults); i++)
        if (cause->code == handshake_faults[i].code)
          return _(handshake_faults[i].text);
      return _("The connection could not be encrypted; what answers there may not speak https");
    }
  if (cause->domain == G_RESOLVER_ERROR)
    return _("The name of the window’s address was not found; is there a network?");
  if (cause->domain != G_IO_ERROR)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (io_faults); i++)
    if (cause->code == io_faults[i].code)
      return _(io_faults[i].text);
  return NULL;
}

GError *
tg_transport_error_new (const GError         *cause,
                        GTlsCertificateFlags  flags,
                        gboolean              is_late)
{
  const char *text = is_late ? _("The window did not answer in time") : find_text (cause, flags);

  if (text != NULL)
    return g_error_new_literal (TG_ERROR, TG_ERROR_OFFLINE, text);
  return g_error_new (TG_ERROR, TG_ERROR_OFFLINE, _("The window could not be reached: %s"),
                      cause->message);
}
