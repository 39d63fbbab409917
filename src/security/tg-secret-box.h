/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A place for one secret text: a file beside the store (sample and practice workspaces, which say
 * so), the Secret Service of the desktop (production), or a file under a passphrase, where there is
 * no keyring. Immutable, reference-counted, any thread. All functions that take a cancellable wait
 * for a file or for D-Bus: not on a thread with a window. */
typedef struct _TgSecretBox TgSecretBox;

TgSecretBox *tg_secret_box_new_file    (const char    *path);
TgSecretBox *tg_secret_box_new_passphrase (const char *path,
                                           const char *passphrase);
/* `workspace` is the id of the workspace, `kind` what it is, such as "data-key"; `label` is what
 * the desktop's password manager shows. */
TgSecretBox *tg_secret_box_new_service (const char    *workspace,
                                        const char    *kind,
                                        const char    *label);
TgSecretBox *tg_secret_box_ref         (TgSecretBox   *self);
void         tg_secret_box_unref       (TgSecretBox   *self);

/* Returns: (transfer full): to be freed with `tg_secret_box_wipe`. TG_ERROR_NOT_FOUND where there
 * is none; TG_ERROR_AUTH if the keyring stayed locked or the passphrase is wrong;
 * TG_ERROR_UNSUPPORTED if the desktop has no keyring. */
char        *tg_secret_box_load        (TgSecretBox   *self,
                                        GCancellable  *cancellable,
                                        GError       **error);
gboolean     tg_secret_box_save        (TgSecretBox   *self,
                                        const char    *secret,
                                        GCancellable  *cancellable,
                                        GError       **error);
/* No error if there was none. */
gboolean     tg_secret_box_remove      (TgSecretBox   *self,
                                        GCancellable  *cancellable,
                                        GError       **error);

/* Overwrites before it frees. (nullable) */
void         tg_secret_box_wipe            (char          *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSecretBox, tg_secret_box_unref)

G_END_DECLS
