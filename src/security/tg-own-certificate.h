/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate that a program makes for itself, to sign with: P-256, signed by its own key, which
 * others know by having pinned it. */

/* Certificate and private key in PEM. (transfer full); to be wiped */
char *tg_own_certificate_make (const char  *name,
                               GError     **error);

G_END_DECLS
