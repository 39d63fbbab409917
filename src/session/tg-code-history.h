/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"
#include "tg-store.h"

G_BEGIN_DECLS

/* Codes that were used in a field of late, read from the workspace's documents and remembered for
 * the field that was asked for last, until the store changes. Main thread. */
typedef struct _TgCodeHistory TgCodeHistory;

TgCodeHistory       *tg_code_history_new         (TgStore              *store);
void                 tg_code_history_free        (TgCodeHistory        *self);
/* NULL: not known yet. */
const char * const  *tg_code_history_get         (TgCodeHistory        *self,
                                                  const TgForm         *form,
                                                  const TgField        *field);
void                 tg_code_history_load_async  (TgCodeHistory        *self,
                                                  const TgForm         *form,
                                                  const TgField        *field,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
/* `store` and `result` as the callback got them; the newest codes first. (transfer full) */
char               **tg_code_history_load_finish (TgStore              *store,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Remembers what was loaded. */
void                 tg_code_history_put         (TgCodeHistory        *self,
                                                  const TgForm         *form,
                                                  const TgField        *field,
                                                  char                **codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeHistory, tg_code_history_free)

G_END_DECLS
