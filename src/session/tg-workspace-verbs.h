/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Verbs. */
/* of a filing or a fact */
void          tg_workspace_open_draft_async (TgWorkspace         *self,
                                            const char           *id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TgDraft      *tg_workspace_open_draft_finish (TgWorkspace        *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* `form` is a form id or "fact:TYPE". `from` are fact or filing ids to draw from (nullable). Of
 * several versions the dates of these decide, without them today; "FORM:2" asks for a version,
 * "FORM@2025-12-31" for the one of a day. Gives the draft. */
void          tg_workspace_new_draft_async (TgWorkspace          *self,
                                            const char           *form,
                                            const char * const   *from,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TgDraft      *tg_workspace_new_draft_finish (TgWorkspace         *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void          tg_workspace_duplicate_async (TgWorkspace          *self,
                                            const char           *id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TgDraft      *tg_workspace_duplicate_finish (TgWorkspace         *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* A window, the account there and its secret ("": it logs in with the workspace's certificate), and
 * the file of the authority (nullable) from which alone its certificate may come. */
typedef struct
{
  const char *address;
  const char *client_id;
  const char *secret;
  const char *authority;
} TgWindowPlace;

void          tg_workspace_connect_pinned_async (TgWorkspace     *self,
                                            const TgWindowPlace  *place,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* The window that it is connected to and the account there; "" without one. */
const char   *tg_workspace_get_address     (TgWorkspace          *self);
const char   *tg_workspace_get_client_id   (TgWorkspace          *self);
/* The copy of the authority that is pinned, "" if it is the system's. (transfer full) */
char         *tg_workspace_dup_authority   (TgWorkspace          *self);
/* The practice window or the real one, by an authority that the system trusts: discovery must name
 * the workspace's environment. */
void          tg_workspace_connect_async   (TgWorkspace          *self,
                                            const char           *address,
                                            const char           *client_id,
                                            const char           *secret,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      tg_workspace_connect_finish  (TgWorkspace          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void          tg_workspace_start_sync      (TgWorkspace          *self);
void          tg_workspace_sync_async      (TgWorkspace          *self,    /* once, to the end */
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      tg_workspace_sync_finish     (TgWorkspace          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* The sample company, into a workspace that has nothing in it yet; does nothing to another. */
void          tg_workspace_load_sample_async (TgWorkspace        *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      tg_workspace_load_sample_finish (TgWorkspace       *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* The filing or fact as a PDF file. */
void          tg_workspace_print_async     (TgWorkspace          *self,
                                            const char           *id,
                                            const char           *path,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      tg_workspace_print_finish    (TgWorkspace          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* A dated copy of the store now; gives its path. */
void          tg_workspace_backup_async    (TgWorkspace          *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
char         *tg_workspace_backup_finish   (TgWorkspace          *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
