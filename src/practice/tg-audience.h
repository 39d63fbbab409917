/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whom an assertion must be meant for (RFC 7523, 3): the token's address as the clients of this
 * window know it. */
typedef struct _TgAudience TgAudience;

/* `address` (nullable): "https://class.example", the one under which others reach the window, if
 * something stands in front of it. TG_ERROR_INVALID or TG_ERROR_REFUSED if no client would take
 * it. */
TgAudience *tg_audience_new             (const char       *address,
                                         GError          **error);
void        tg_audience_free            (TgAudience       *self);
/* The window's own, if it speaks TLS itself. */
void        tg_audience_set_certificate (TgAudience       *self,
                                         GTlsCertificate  *certificate);
/* `asked`: where the request came to, by its own words. */
gboolean    tg_audience_is_meant        (TgAudience       *self,
                                         GUri             *asked,
                                         const char       *claimed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAudience, tg_audience_free)

G_END_DECLS
