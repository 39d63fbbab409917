/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* The bytes of attachments: files in `attachments/` beside the store, named by their SHA-256, mode
 * 0600, sealed. */

gboolean  tg_attachment_files_put    (TgStoreConnection  *conn,
                                      const char         *sha256,
                                      GBytes             *content,
                                      GError            **error);
/* Compared with the digest: TG_ERROR_NOT_FOUND without a file, TG_ERROR_CORRUPT if it is not what
 * it was. (transfer full) */
GBytes   *tg_attachment_files_load   (TgStoreConnection  *conn,
                                      const char         *sha256,
                                      GError            **error);
void      tg_attachment_files_remove (TgStoreConnection  *conn,
                                      const char         *sha256);

G_END_DECLS
