/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-secret-box.h"

G_BEGIN_DECLS

/* Where the data key of a workspace lies. Waits for the disk. */

/* A file beside the store if there is one or `in_file` asks for it (a new practice workspace); else
 * the Secret Service, under the id in workspace.conf, which is made if need be. */
TgSecretBox *tg_workspace_key_find_box    (const char   *folder,
                                           gboolean      in_file,
                                           GError      **error);
/* The id in the workspace.conf of a folder, "" if there is none. */
char        *tg_workspace_key_dup_id      (const char   *folder);
TgSecretBox *tg_workspace_key_box_of_id   (const char   *id);
TgSecretBox *tg_workspace_key_box_of_file (const char   *folder);
gboolean     tg_workspace_key_has_file    (const char   *folder);

G_END_DECLS
