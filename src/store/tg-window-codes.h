/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-delta.h"

G_BEGIN_DECLS

/* The code tables that a window gave, as it gave them: a file in the workspace's folder. A table
 * that is the same as the program's is only noted. Everything waits; any thread, one at a time. */
typedef struct
{
  const char *path;       /* of the file; it is made if need be */
  const char *base;       /* the program's own tables, read only */
  const char *key;        /* by which the list was signed; another one begins anew */
  const char *vfs;        /* (nullable) */
} TgWindowCodes;

#define TG_WINDOW_CODES_FILE "codes-window.db"

/* A table to be fetched. */
typedef struct
{
  TgCodeMark *mark;
  char       *from;       /* the version that is here; NULL: none */
} TgCodeWant;

/* The tag of the list that all here is from; "" if that is not so, or the program's own tables are
 * others since. (transfer full) */
char      *tg_window_codes_dup_tag  (const TgWindowCodes  *self,
                                     GError              **error);
/* Of TgCodeWant: what is not here in the version of the list. A list that is older than what is
 * here, or says another thing of the same version, is TG_ERROR_REFUSED (the place named), and
 * nothing is changed. (transfer full) */
GPtrArray *tg_window_codes_compare  (const TgWindowCodes  *self,
                                     GPtrArray            *marks,   /* of TgCodeMark */
                                     GError              **error);
/* In one transaction: the rows are as `mark` says, or all is as it was (TG_ERROR_CONFLICT: they
 * are not; TG_ERROR_BUSY: it leads to another version; TG_ERROR_INVALID: to another table). */
gboolean   tg_window_codes_apply    (const TgWindowCodes  *self,
                                     const TgCodeMark     *mark,
                                     const TgCodeDelta    *delta,
                                     GError              **error);
/* All of the list with this tag is here. */
gboolean   tg_window_codes_keep_tag (const TgWindowCodes  *self,
                                     const char           *tag,
                                     GError              **error);

/* Of TgCodeMark, by name (rows and bytes 0): the tables that are others than the program's. Empty
 * where there is no file. (transfer full) */
GPtrArray *tg_window_codes_list     (const char           *path,
                                     GError              **error);
/* Of TgDatedCode: all rows of such a table. (transfer full) */
GPtrArray *tg_window_codes_load     (const char           *path,
                                     const char           *table,
                                     GError              **error);

void       tg_code_want_free        (TgCodeWant           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeWant, tg_code_want_free)

G_END_DECLS
