/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A secret text under a passphrase, for computers without a keyring: Argon2id makes the key, as
 * dear as the file says, and XChaCha20-Poly1305 closes it. Takes a quarter of a second and 256 MiB
 * each time: not on a thread with a window. */

/* The text of a file that holds the secret. (transfer full) */
char *tg_passphrase_wrap   (const char  *passphrase,
                            const char  *secret,
                            GError     **error);
/* To be freed with `tg_secret_box_wipe`. TG_ERROR_AUTH: the passphrase is wrong; TG_ERROR_CORRUPT:
 * the file is none of ours. (transfer full) */
char *tg_passphrase_unwrap (const char  *passphrase,
                            const char  *wrapped,
                            GError     **error);

G_END_DECLS
