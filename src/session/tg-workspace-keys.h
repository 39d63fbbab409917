/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The person's certificate: with one, what is queued is signed. */

gboolean      tg_workspace_has_certificate      (TgWorkspace *self);
/* Where it and its key are, "" for none. */
const char   *tg_workspace_get_certificate      (TgWorkspace *self);
const char   *tg_workspace_get_certificate_key  (TgWorkspace *self);
/* It also logs in with it. */
gboolean      tg_workspace_is_by_certificate    (TgWorkspace *self);
/* `certificate` and `key` are paths or "pkcs11:" addresses; an empty certificate: none any more, an
 * empty key: in the same place. It must be readable; its PIN is not asked for yet. */
void          tg_workspace_set_certificate_async (TgWorkspace         *self,
                                                  const char          *certificate,
                                                  const char          *key,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
gboolean      tg_workspace_set_certificate_finish (TgWorkspace        *self,
                                                  GAsyncResult        *result,
                                                  GError             **error);
/* Opens its key for as long as the workspace is open; NULL tries without a PIN. TG_ERROR_LOCKED:
 * one is needed, TG_ERROR_AUTH: it is wrong. */
void          tg_workspace_unlock_key_async      (TgWorkspace         *self,
                                                  const char          *pin,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
gboolean      tg_workspace_unlock_key_finish     (TgWorkspace         *self,
                                                  GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
