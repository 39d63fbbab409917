/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A practice window of one's own: the program tongguan-practice on loopback, for as long as this
 * object lives. It lies beside this program, or on the path. Main thread. */
#define TG_TYPE_PRACTICE_PROCESS (tg_practice_process_get_type ())
G_DECLARE_FINAL_TYPE (TgPracticeProcess, tg_practice_process, TG, PRACTICE_PROCESS, GObject)

TgPracticeProcess *tg_practice_process_new          (void);
/* Starts it on its own database; answers when it listens. */
void               tg_practice_process_start_async  (TgPracticeProcess    *self,
                                                     const char           *database,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* The address that it serves. (transfer full) */
char              *tg_practice_process_start_finish (TgPracticeProcess    *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
