/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-data-key.h"

G_BEGIN_DECLS

/* Where the data key of a workspace lies: in a file under a passphrase, in a file as it is, or in
 * the Secret Service, under the id in workspace.conf. What is there first in that order counts.
 * Waits for the disk. */

/* Of a workspace that is there. TG_ERROR_LOCKED if it lies under a passphrase and `passphrase` is
 * NULL. */
TgSecretBox *tg_workspace_key_find_box    (const char   *folder,
                                           const char   *passphrase,
                                           GError      **error);
/* Of one that is to be made: under the passphrase if there is one, else in a file if there is one
 * already or `in_file` asks for it, else in the Secret Service; the id is made if need be.
 * TG_ERROR_INVALID for a passphrase that is too short. */
TgSecretBox *tg_workspace_key_choose_box  (const char   *folder,
                                           const char   *passphrase,
                                           gboolean      in_file,
                                           GError      **error);
/* In a file of the folder only. (nullable): there is none, or it needs a passphrase. */
TgSecretBox *tg_workspace_key_find_file   (const char   *folder,
                                           const char   *passphrase);
/* The secret of the window's account, where the data key is in the Secret Service. (nullable) */
TgSecretBox *tg_workspace_key_find_window_box (const char *folder);
/* The id in the workspace.conf of a folder, "" if there is none. */
char        *tg_workspace_key_dup_id      (const char   *folder);
TgSecretBox *tg_workspace_key_box_of_id   (const char   *id);
TgSecretBox *tg_workspace_key_box_of_file (const char   *folder);
TgSecretBox *tg_workspace_key_box_of_passphrase (const char *folder,
                                           const char   *passphrase);
gboolean     tg_workspace_key_has_file    (const char   *folder);
gboolean     tg_workspace_key_is_locked   (const char   *folder);

/* Puts the key under the passphrase for the backups: from the next on it goes with them. */
gboolean     tg_workspace_key_wrap        (const char   *folder,
                                           TgDataKey    *key,
                                           const char   *passphrase,
                                           GError      **error);
/* The same for one that opens with a passphrase, if its backups have none yet. */
gboolean     tg_workspace_key_keep_wrapped (const char  *folder,
                                           TgDataKey    *key,
                                           const char   *passphrase,
                                           GError      **error);

G_END_DECLS
