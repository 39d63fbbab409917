/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Several files in one, as tar (POSIX ustar) has them, so that any tar unpacks it: regular files
 * only, names without a way out of the folder. Waits for the disk. */

typedef struct
{
  char   *name;
  gint64  bytes;
  gint64  offset;     /* of its first byte */
} TgArchivePart;

typedef struct _TgArchiveWriter TgArchiveWriter;

TgArchiveWriter *tg_archive_writer_new       (const char           *path,
                                              gint64                time,     /* µs; of all parts */
                                              GError              **error);
gboolean         tg_archive_writer_add_text  (TgArchiveWriter      *self,
                                              const char           *name,
                                              const char           *text,
                                              GError              **error);
/* TG_ERROR_CONFLICT if the file has not `bytes` any more. */
gboolean         tg_archive_writer_add_file  (TgArchiveWriter      *self,
                                              const char           *name,
                                              const char           *path,
                                              gint64                bytes,
                                              GError              **error);
/* On the disk when it returns. */
gboolean         tg_archive_writer_finish    (TgArchiveWriter      *self,
                                              GError              **error);
void             tg_archive_writer_free      (TgArchiveWriter      *self);

/* Of TgArchivePart, in order. What is cut short or has a part that is not ours is
 * TG_ERROR_CORRUPT. */
GPtrArray       *tg_archive_list             (const char           *path,
                                              GError              **error);
/* (nullable) */
TgArchivePart   *tg_archive_find             (GPtrArray            *parts,
                                              const char           *name);
/* A part of at most a MiB, as text. */
char            *tg_archive_read_text        (const char           *path,
                                              const TgArchivePart  *part,
                                              GError              **error);
/* Copies a part to the new file `to` (NULL: only reads it) and gives its SHA-256. */
char            *tg_archive_extract          (const char           *path,
                                              const TgArchivePart  *part,
                                              const char           *to,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgArchiveWriter, tg_archive_writer_free)

G_END_DECLS
