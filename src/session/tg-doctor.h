/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-checkup.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The doctor looks at all that a filing depends on beside the form: the key of the documents, who
 * can read the files, the store and its backup, window and clock, certificate and token. It changes
 * nothing and gives no PIN. */

void       tg_doctor_examine_async  (TgWorkspace          *workspace,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* Of TgCheckup, always in the same order. (transfer full) */
GPtrArray *tg_doctor_examine_finish (TgWorkspace          *workspace,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
