/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signing packs, for those who make them. The key file holds the private half: mode 0600, never in
 * the repository, made once and never written over. Waits for the disk. */

/* A new key pair. The public half in hex. (transfer full) */
char     *tg_pack_signer_make_key (const char  *path,
                                   GError     **error);
/* Signs the body with the key of the file: the key's id and the signature in base64. */
gboolean  tg_pack_signer_sign     (const char  *path,
                                   GBytes      *body,
                                   char       **key,
                                   char       **signature,
                                   GError     **error);

G_END_DECLS
