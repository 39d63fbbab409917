/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One SQLite connection with our settings. It belongs to the thread that opened it; every function
 * but `tg_db_interrupt` asserts that. Full-text tables may say tokenize='tg_cjk'. */
typedef struct _TgDb TgDb;

/* How to open. A file that can be fetched again is a cache: its commits do not wait for the disk.
 * A new file gets `application_id`, an existing one must bear it; 0 leaves it alone. */
typedef struct
{
  const char *path;             /* ":memory:" for a test */
  const char *vfs;              /* (nullable): the name of an SQLite VFS */
  guint32     application_id;
  gboolean    is_read_only;
  gboolean    is_cache;
} TgDbOptions;

/* Creates a missing file with mode 0600, unless it is read-only: then it is TG_ERROR_NOT_FOUND. */
TgDb       *tg_db_open              (const TgDbOptions   *options,
                                     GError             **error);
void        tg_db_close             (TgDb                *self);
const char *tg_db_get_path          (TgDb                *self);
void        tg_db_assert_thread     (TgDb                *self);
/* From any thread: what runs now fails with G_IO_ERROR_CANCELLED. */
void        tg_db_interrupt         (TgDb                *self);

/* Another file under the name `schema`, for reading only, by the same VFS. */
gboolean    tg_db_attach            (TgDb                *self,
                                     const char          *path,
                                     const char          *schema,
                                     GError             **error);

/* Constant SQL of one or more statements without rows. */
gboolean    tg_db_exec              (TgDb                *self,
                                     const char          *sql,
                                     GError             **error);
/* The first column of the first row of a constant query; TG_ERROR_NOT_FOUND without a row. */
gboolean    tg_db_query_int         (TgDb                *self,
                                     const char          *sql,
                                     gint64              *out,
                                     GError             **error);

/* Immediate on a writing connection: TG_ERROR_BUSY after five seconds. */
gboolean    tg_db_begin             (TgDb                *self,
                                     GError             **error);
gboolean    tg_db_commit            (TgDb                *self,
                                     GError             **error);
void        tg_db_rollback          (TgDb                *self);
gboolean    tg_db_is_in_transaction (TgDb                *self);

/* Changes whenever another connection commits to the file; -1 if it cannot be read. */
gint64      tg_db_get_data_version  (TgDb                *self);
/* Transactions of this connection that wrote, since it was opened. */
guint64     tg_db_get_commits       (TgDb                *self);
/* Rows changed by the last statement; the row id of the last insert. */
gint64      tg_db_get_changes       (TgDb                *self);
gint64      tg_db_get_last_row_id   (TgDb                *self);

/* The schema of a store is what `scripts` (NULL-terminated, numbered from 1) make in order. Runs
 * those beyond the file's user_version in one transaction, after a copy into `backup_folder`
 * (nullable) if it held data already. A file newer than the scripts is TG_ERROR_UNSUPPORTED. */
gboolean    tg_db_migrate           (TgDb                *self,
                                     const char * const  *scripts,
                                     const char          *backup_folder,
                                     GError             **error);

/* A whole, compact copy with mode 0600; `path` appears only when it is complete and on the disk. */
gboolean    tg_db_backup_to         (TgDb                *self,
                                     const char          *path,
                                     GError             **error);
/* TG_ERROR_CORRUPT with SQLite's first complaint. About a second for each gigabyte. */
gboolean    tg_db_quick_check       (TgDb                *self,
                                     GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDb, tg_db_close)

G_END_DECLS
