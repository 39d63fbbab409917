/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-audience.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-error.h"

/* With an address that others know, it is the only one: what is meant for http://127.0.0.1 is meant
 * for whatever listens there on whichever computer, so it may have been made for another window
 * and says nothing here. Without one it is where the request came to; but that is the asker's own
 * word, so with TLS it must be a name in the window's certificate, and without it the server has
 * let in names of this computer only. Owned by the server; on its thread. */

#define TOKEN_PATH "/oauth/token"

struct _TgAudience
{
  GUri            *token;         /* nullable */
  GTlsCertificate *certificate;   /* nullable */
};

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Usual ports are filled in, so that "https://a" and "https://a:443" are one. */
static GUri *
parse (const char *text)
{
  return g_uri_parse (text, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
}

static gboolean
is_bare (GUri *uri)
{
  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

static gboolean
is_same (GUri *a,
         GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b) &&
         g_str_equal (g_uri_get_path (a), g_uri_get_path (b));
}

static GUri *
make_token_address (GUri *uri)
{
  return g_uri_build (G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL,
                      g_uri_get_host (uri), g_uri_get_port (uri), TOKEN_PATH, NULL, NULL);
}

static gboolean
set_address (TgAudience  *self,
             const char  *address,
             GError     **error)
{
  g_autoptr (GUri) uri = parse (address);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (uri == NULL || !is_bare (uri) || strlen (g_uri_get_path (uri)) > 1)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("“%s” is no address of a window, such as https://class.example"), address);
      return FALSE;
    }
  if (!g_str_equal (scheme, "https") &&
      !(g_str_equal (scheme, "http") && is_loopback (g_uri_get_host (uri))))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
                   _("“%s” is not https: no client goes there from another computer"), address);
      return FALSE;
    }
  self->token = make_token_address (uri);
  return TRUE;
}

TgAudience *
tg_audience_new (const char  *address,
                 GError     **error)
{
  g_autoptr (TgAudience) self = g_new0 (TgAudience, 1);

  if (address != NULL && !set_address (self, address, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tg_audience_free (TgAudience *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->token, g_uri_unref);
  g_clear_object (&self->certificate);
  g_free (self);
}

void
tg_audience_set_certificate (TgAudience      *self,
                             GTlsCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
}

static gboolean
is_in_certificate (TgAudience *self,
                   const char *host)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 0);

  return (g_tls_certificate_verify (self->certificate, identity, NULL) &
          G_TLS_CERTIFICATE_BAD_IDENTITY) == 0;
}

gboolean
tg_audience_is_meant (TgAudience *self,
                      GUri       *asked,
                      const char *claimed)
{
  g_autoptr (GUri) uri = parse (claimed);
  g_autoptr (GUri) here = NULL;

  if (uri == NULL || !is_bare (uri))
    return FALSE;
  if (self->token != NULL)
    return is_same (uri, self->token);
  if (self->certificate != NULL && !is_in_certificate (self, g_uri_get_host (asked)))
    return FALSE;
  here = make_token_address (asked);
  return is_same (uri, here);
}
