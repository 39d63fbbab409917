/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-salvage-report.h"

G_BEGIN_DECLS

/* Saves what can be read of a damaged store into a new one in its place; the damaged one is kept
 * in replaced-DATE/. Nobody may have it open. `passphrase` (nullable) opens a locked one. */
void                    tg_rescue_async             (const char               *folder,
                                                     const char               *passphrase,
                                                     GCancellable             *cancellable,
                                                     GAsyncReadyCallback       callback,
                                                     gpointer                  user_data);
TgSalvageReport        *tg_rescue_finish            (GAsyncResult             *result,
                                                     GError                  **error);
/* Looks at the disk. */
gboolean                tg_rescue_needs_passphrase  (const char               *folder);
/* What was saved and what was not, in sentences. (transfer full) */
char                  **tg_rescue_describe          (const TgSalvageReport    *report);

G_END_DECLS
