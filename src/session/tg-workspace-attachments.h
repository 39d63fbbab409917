/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-attachment.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The files that a filing goes with. They are kept in the workspace, and sent before the filing. */

/* of TgAttachment, in the order of adding */
void        tg_workspace_list_attachments_async  (TgWorkspace          *self,
                                                  const char           *id,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GListModel *tg_workspace_list_attachments_finish (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* TG_ERROR_INVALID for a file that is not taken, TG_ERROR_REFUSED while the filing can't be
 * changed; in words for the person. */
void        tg_workspace_attach_async            (TgWorkspace          *self,
                                                  const char           *id,
                                                  GFile                *file,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean    tg_workspace_attach_finish           (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* The same with bytes that are at hand; it has the same finish. */
void        tg_workspace_attach_bytes_async      (TgWorkspace          *self,
                                                  const char           *id,
                                                  const char           *name,
                                                  GBytes               *content,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
/* Gives the bytes, so that it can be undone; NULL where they are not on this computer. */
void        tg_workspace_detach_async            (TgWorkspace          *self,
                                                  const char           *id,
                                                  const char           *sha256,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean    tg_workspace_detach_finish           (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GBytes              **content,   /* (nullable) */
                                                  GError              **error);
/* Writes one to a file. What is no longer on this computer is fetched from the window, from where
 * the last try ended. */
void        tg_workspace_save_attachment_async   (TgWorkspace          *self,
                                                  TgAttachment         *attachment,
                                                  GFile                *file,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean    tg_workspace_save_attachment_finish  (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
