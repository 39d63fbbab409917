/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"

G_BEGIN_DECLS

/* A backup is a tar archive: manifest.json first, with the SHA-256 of every other part, and its
 * own; store.db (a compact copy), attachments/, workspace.conf, the key (data.key of a practice
 * workspace, or data-key.wrapped under a passphrase), the code tables that stand nowhere else
 * (codes-imported.db, codes-window.db), and packs/, as they are installed. All of it waits for the
 * disk. */

#define TG_BACKUP_MANIFEST    "manifest.json"
#define TG_BACKUP_SEAL        "manifest.sha256"   /* of the manifest */
#define TG_BACKUP_KEY         "data.key"
#define TG_BACKUP_WRAPPED_KEY "data-key.wrapped"
#define TG_LOCKED_KEY         "data.key.locked"   /* beside the store only */
#define TG_BACKUP_IDENTITY    "workspace.conf"
#define TG_BACKUP_CODES       "codes-imported.db"
#define TG_BACKUP_ATTACHMENTS "attachments"
#define TG_BACKUP_PACKS       "packs"         /* DATE_ID_VERSION/pack.tgpack below it */

/* What it says of itself; TG_ERROR_CORRUPT if it is none or is cut short, TG_ERROR_UNSUPPORTED if
 * a newer program wrote it. */
TgBackup   *tg_backup_file_read       (const char  *path,
                                       GError     **error);
/* Reads every byte of it; `is_deep`: also unpacks the store beside it for a while, and checks
 * that. */
gboolean    tg_backup_file_verify     (const char  *path,
                                       gboolean     is_deep,
                                       GError     **error);
/* All parts into the empty folder `to`, on the disk when it returns; each is compared with the
 * manifest. */
gboolean    tg_backup_file_unpack     (const char  *path,
                                       const char  *to,
                                       GError     **error);
/* One small part as text; "" where it has none. */
char       *tg_backup_file_read_text  (const char  *path,
                                       const char  *part,
                                       GError     **error);

/* The backups in a folder, newest first, with what was noted of them when they were last checked.
 * Of TgBackup; one that cannot be read is listed as bad. */
GPtrArray  *tg_backup_folder_list     (const char  *folder,
                                       GError     **error);
/* Checks one and notes what came of it. */
gboolean    tg_backup_folder_verify   (const char  *folder,
                                       const char  *name,
                                       GError     **error);
/* Of one that was read back when it was made. */
void        tg_backup_folder_note_good (const char *folder,
                                        const char *name,
                                        gint64      bytes);
/* The newest that is good: checked now. (nullable) without an error: there is none. */
TgBackup   *tg_backup_folder_find_good (const char  *folder,
                                        GError     **error);

G_END_DECLS
