/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sealing what is too large for one value: a file, chunk by chunk, in constant memory (libsodium's
 * secretstream). Called through TgSealer; `key` has TG_STREAM_SEAL_KEY_BYTES. Waits for the
 * streams, which it does not close: not on a thread with a window. */

#define TG_STREAM_SEAL_KEY_BYTES 32

gboolean tg_stream_seal_close (const guint8   *key,
                               const char     *place,
                               GInputStream   *plain,
                               GOutputStream  *sealed,
                               GCancellable   *cancellable,
                               GError        **error);
/* What was written before a fault came up is no longer wanted: whoever called throws it away. */
gboolean tg_stream_seal_open  (const guint8   *key,
                               const char     *place,
                               GInputStream   *sealed,
                               GOutputStream  *plain,
                               GCancellable   *cancellable,
                               GError        **error);

G_END_DECLS
