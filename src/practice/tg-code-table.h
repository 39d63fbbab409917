/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* A code table as it is given out. Owned strings. */
typedef struct
{
  char   *name;
  char   *version;
  gint64  rows;
  gint64  bytes;
  char   *sha256;
} TgCodeTable;

void         tg_code_table_free       (TgCodeTable        *self);
/* Of TgCodeTable by name. (transfer full) */
GPtrArray   *tg_code_table_list       (TgBook             *book,
                                       GError            **error);
/* FALSE is an error; `*out` stays NULL where there is none of this name. */
gboolean     tg_code_table_find       (TgBook             *book,
                                       const char         *name,
                                       TgCodeTable       **out,
                                       GError            **error);
/* Replaces the rows (code "\n" valid_from → canonical JSON) and notes the differences to every
 * earlier version. `date` becomes the version, with a count behind it where it was used
 * before. Inside a transaction; `*changed` tells whether anything differs. */
gboolean     tg_code_table_replace    (TgBook             *book,
                                       const char         *name,
                                       const char         *date,
                                       GHashTable         *rows,
                                       gboolean           *changed,
                                       GError            **error);
/* The rows as lines of JSON with `op`: what leads from version `from` here, or all if that is
 * not known or would be longer; `*is_delta` says which. */
GString     *tg_code_table_write_rows (TgBook             *book,
                                       const TgCodeTable  *table,
                                       const char         *from,        /* nullable */
                                       gboolean           *is_delta,
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeTable, tg_code_table_free)

G_END_DECLS
