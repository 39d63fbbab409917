/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"

G_BEGIN_DECLS

/* The backups of a workspace's folder, whether it is open or not. */

/* Of TgBackup, newest first. */
void        tg_backup_list_load_async    (const char           *folder,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GListModel *tg_backup_list_load_finish   (GAsyncResult         *result,
                                          GError              **error);
/* Reads all of one again; what was found is noted for the list. */
void        tg_backup_list_verify_async  (const char           *folder,
                                          const char           *name,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean    tg_backup_list_verify_finish (GAsyncResult         *result,
                                          GError              **error);
/* The newest that is good: it was read to its end. NULL without an error if there is none. */
void        tg_backup_list_find_async    (const char           *folder,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TgBackup   *tg_backup_list_find_finish   (GAsyncResult         *result,
                                          GError              **error);
/* One file, wherever it lies. */
void        tg_backup_list_read_async    (const char           *path,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
TgBackup   *tg_backup_list_read_finish   (GAsyncResult         *result,
                                          GError              **error);

char       *tg_backup_list_dup_folder    (const char           *folder);
/* A workspace folder to restore it into where none is open. */
char       *tg_backup_list_dup_home      (TgBackup             *backup);

G_END_DECLS
