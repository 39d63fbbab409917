/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-fit.h"
#include "tg-code-table.h"

G_BEGIN_DECLS

/* The code tables for whoever asks, on any thread: remembers what was found, and reads with a
 * connection of the asking thread's own. */
#define TG_TYPE_CODE_SOURCE (tg_code_source_get_type ())
G_DECLARE_FINAL_TYPE (TgCodeSource, tg_code_source, TG, CODE_SOURCE, GObject)

/* `path` NULL: TONGGUAN_CODES_DB, else the installed one, else the build's; and with any of these
 * the rows of the installed packs. */
TgCodeSource *tg_code_source_open         (const char           *path,
                                           GError              **error);
/* After a pack was installed: its rows count from now on. Waits, not on the main thread of a
 * window. */
gboolean      tg_code_source_reload       (TgCodeSource         *self,
                                           GError              **error);
/* The file that is read. */
const char   *tg_code_source_get_path     (TgCodeSource         *self);
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
