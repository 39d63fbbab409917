/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-secret-box.h"

G_BEGIN_DECLS

/* The key under which a store's payload is sealed: 32 bytes in memory that is locked against
 * swapping and wiped when freed. Immutable, reference-counted, any thread. */
typedef struct _TgDataKey TgDataKey;

#define TG_DATA_KEY_BYTES 32

/* Takes the key out of `box`. If there is none it is made and kept there when `may_create`, which
 * is for a store that does not exist yet; else TG_ERROR_NOT_FOUND. A damaged key is
 * TG_ERROR_CORRUPT and is never overwritten. Waits for the box. */
TgDataKey    *tg_data_key_open        (TgSecretBox          *box,
                                       gboolean              may_create,
                                       GCancellable         *cancellable,
                                       GError              **error);
void          tg_data_key_open_async  (TgSecretBox          *box,
                                       gboolean              may_create,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
TgDataKey    *tg_data_key_open_finish (GAsyncResult         *result,
                                       GError              **error);
/* A key that lives as long as the process. */
TgDataKey    *tg_data_key_new_random  (void);
/* TG_DATA_KEY_BYTES bytes are copied. */
TgDataKey    *tg_data_key_new_from_bytes (const guint8       *bytes);
/* Into a box that has none: TG_ERROR_EXISTS if there is another key in it. Waits. */
gboolean      tg_data_key_save        (TgDataKey            *self,
                                       TgSecretBox          *box,
                                       GCancellable         *cancellable,
                                       GError              **error);
TgDataKey    *tg_data_key_ref         (TgDataKey            *self);
void          tg_data_key_unref       (TgDataKey            *self);
/* TG_DATA_KEY_BYTES bytes. */
const guint8 *tg_data_key_get_bytes   (TgDataKey            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDataKey, tg_data_key_unref)

G_END_DECLS
