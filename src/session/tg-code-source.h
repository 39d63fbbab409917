/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-fit.h"
#include "tg-code-table.h"

G_BEGIN_DECLS

/* The code tables for whoever asks, on any thread: remembers what was found, and reads with a
 * connection of the asking thread's own. Table `refund_library` is there once a library of refund
 * rates was imported. */
#define TG_TYPE_CODE_SOURCE (tg_code_source_get_type ())
G_DECLARE_FINAL_TYPE (TgCodeSource, tg_code_source, TG, CODE_SOURCE, GObject)

/* `path` NULL: TONGGUAN_CODES_DB, else the installed one, else the build's. */
char         *tg_code_source_dup_path     (const char           *path);
/* As above; `path` NULL has the rows of the installed packs besides. */
TgCodeSource *tg_code_source_open         (const char           *path,
                                           GError              **error);
/* After a pack was installed or the window gave another table: its rows count from now on. Waits,
 * not on the main thread of a window. */
gboolean      tg_code_source_reload       (TgCodeSource         *self,
                                           GError              **error);
/* Where the tables lie that the workspace's window gave (see tg-window-codes.h): they stand in the
 * place of the program's from now on. Before anybody asks; waits. FALSE: they can't be read, it
 * goes on without them. */
gboolean      tg_code_source_set_window   (TgCodeSource         *self,
                                           const char           *path,
                                           GError              **error);
const char   *tg_code_source_get_window   (TgCodeSource         *self);   /* (nullable) */
/* The file of the program alone. */
const char   *tg_code_source_get_base     (TgCodeSource         *self);
/* The file that is read. */
const char   *tg_code_source_get_path     (TgCodeSource         *self);
/* What an imported library leaves open is unknown; in a practice workspace the built-in practice
 * rows answer instead, with `fallback` beside their `mark`. Before anybody asks. */
void          tg_code_source_set_practice (TgCodeSource         *self,
                                           gboolean              is_practice);
/* A library was imported: what was remembered is asked anew. Any thread. */
void          tg_code_source_forget       (TgCodeSource         *self);
/* Of TgCodeHit. `query` is copied, its limit is ours; `fit` says which codes may be chosen, NULL:
 * all. (transfer full) of `fit` */
void          tg_code_source_find_async   (TgCodeSource         *self,
                                           const TgCodeQuery    *query,
                                           TgCodeFit            *fit,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray    *tg_code_source_find_finish  (TgCodeSource         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
