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
/* Trusts this certificate authority in place of the system's. */
gboolean     tg_soup_transport_set_authority (TgSoupTransport  *self,
                                              const char       *path,
                                              GError          **error);

G_END_DECLS
