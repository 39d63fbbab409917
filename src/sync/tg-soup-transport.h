/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-transport.h"

G_BEGIN_DECLS

/* HTTP by libsoup: a session for polls and one for the rest; no cookies, no redirects, answers
 * read from the stream up to a cap. Plain HTTP to loopback only. */
#define TG_TYPE_SOUP_TRANSPORT (tg_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (TgSoupTransport, tg_soup_transport, TG, SOUP_TRANSPORT, GObject)

/* `address` such as "https://window.example" or "http://127.0.0.1:8080"; a path or a query is
 * refused. */
TgTransport *tg_soup_transport_new (const char  *address,
                                    GError     **error);
/* The person's certificate, for windows that ask for one. `load` runs in a thread of its own, when
 * it is asked for; `dup_pin` (main thread) gives the PIN that has opened its key, or NULL; it goes
 * to the token once a connection and never again. */
typedef struct
{
  GTlsCertificate *(*load)    (gpointer data, GError **error);
  char            *(*dup_pin) (gpointer data);
  gpointer         data;
  GDestroyNotify   free;
} TgClientIdentity;

/* Takes over what `identity` points to. */
void         tg_soup_transport_set_identity  (TgSoupTransport         *self,
                                              const TgClientIdentity  *identity);
/* Trusts this certificate authority in place of the system's. */
gboolean     tg_soup_transport_set_authority (TgSoupTransport  *self,
                                              const char       *path,
                                              GError          **error);

G_END_DECLS
