/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"
#include "tg-pack-return.h"
#include "tg-restore-change.h"

G_BEGIN_DECLS

/* A backup on its way back into the folder of a workspace. Preparing unpacks it beside the store,
 * checks every byte, finds the key and compares; the workspace may be open meanwhile. Applying
 * needs it closed, by every program; what is there now is backed up first. Dropped before that,
 * nothing has changed. Main thread. */
#define TG_TYPE_RESTORING (tg_restoring_get_type ())
G_DECLARE_FINAL_TYPE (TgRestoring, tg_restoring, TG, RESTORING, GObject)

typedef struct
{
  const char *folder;           /* of the workspace; it need not exist */
  const char *backup;           /* path */
  const char *passphrase;       /* (nullable) */
  gboolean    key_in_file;      /* beside the store, instead of the keyring or a passphrase */
} TgRestoringOptions;

/* `options` is copied. TG_ERROR_AUTH if the backup's key is asked for by a passphrase that is
 * missing or wrong, or is not to be had at all: the message says which. */
void                    tg_restoring_prepare_async  (const TgRestoringOptions *options,
                                                     GCancellable             *cancellable,
                                                     GAsyncReadyCallback       callback,
                                                     gpointer                  user_data);
TgRestoring            *tg_restoring_prepare_finish (GAsyncResult             *result,
                                                     GError                  **error);
const char             *tg_restoring_get_folder     (TgRestoring              *self);
TgBackup               *tg_restoring_get_backup     (TgRestoring              *self);
/* NULL if what is there now cannot be read. */
const TgRestorePreview *tg_restoring_get_preview    (TgRestoring              *self);
/* Of TgPackReturn: the packs that come with it. */
GPtrArray              *tg_restoring_get_packs      (TgRestoring              *self);
/* Whether there is a store now. */
gboolean                tg_restoring_replaces       (TgRestoring              *self);
/* The preview in sentences, most important first; each begins a paragraph. (transfer full) */
char                  **tg_restoring_describe       (TgRestoring              *self);

void                    tg_restoring_apply_async    (TgRestoring              *self,
                                                     GCancellable             *cancellable,
                                                     GAsyncReadyCallback       callback,
                                                     gpointer                  user_data);
gboolean                tg_restoring_apply_finish   (TgRestoring              *self,
                                                     GAsyncResult             *result,
                                                     GError                  **error);

G_END_DECLS
