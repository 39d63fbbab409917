/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-secret-box.h"

G_BEGIN_DECLS

/* What the program shows to a window to get a token. Immutable, reference-counted, any thread. */
typedef struct _TgCredentials TgCredentials;

TgCredentials *tg_credentials_new               (const char           *client_id,
                                                 const char           *client_secret);
TgCredentials *tg_credentials_ref               (TgCredentials        *self);
void           tg_credentials_unref             (TgCredentials        *self);
const char    *tg_credentials_get_client_id     (TgCredentials        *self);
const char    *tg_credentials_get_client_secret (TgCredentials        *self);

/* Out of the box and into it; both wait. TG_ERROR_NOT_FOUND if there are none yet. */
TgCredentials *tg_credentials_load              (TgSecretBox          *box,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
gboolean       tg_credentials_save              (TgCredentials        *self,
                                                 TgSecretBox          *box,
                                                 GCancellable         *cancellable,
                                                 GError              **error);

void           tg_credentials_load_async        (TgSecretBox          *box,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
TgCredentials *tg_credentials_load_finish       (GAsyncResult         *result,
                                                 GError              **error);
void           tg_credentials_save_async        (TgCredentials        *self,
                                                 TgSecretBox          *box,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean       tg_credentials_save_finish       (GAsyncResult         *result,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCredentials, tg_credentials_unref)

G_END_DECLS
