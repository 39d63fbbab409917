/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-enterprise-table.h"
#include "tg-saver.h"

G_BEGIN_DECLS

/* Between the files of the saver. */

/* What the store has of one document now. */
typedef struct
{
  gint64          revision;
  TgDocument     *document;
  TgFilingState   state;
  TgAttemptState  attempt_state;
  gint64          window_revision;
  GPtrArray      *receipts;        /* newest first */
  TgDocument     *sent;            /* nullable */
  GPtrArray      *attachments;     /* of TgAttachmentRecord; nullable */
} TgStored;

void          tg_saver_stored_free           (TgStored            *self);
TgStored     *tg_saver_stored_load           (TgStoreConnection   *conn,
                                        gboolean             is_fact,
                                        const char          *id,
                                        GError             **error);
/* Gives a TgStored by tg_store_read_finish(). */
void          tg_saver_read_stored     (TgStore             *store,
                                        TgDraft             *draft,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);

TgWorkspace  *tg_saver_get_workspace   (TgSaver             *self);
TgKept       *tg_saver_get_kept        (TgDraft             *draft);
void          tg_saver_find_owner      (TgSaver             *self,
                                        TgDraft             *draft);
gboolean      tg_saver_is_saving       (TgDraft             *draft);
TgEnterprise *tg_saver_make_enterprise (const char          *id,
                                        const char          *type,
                                        const TgDocument    *document);
void          tg_saver_type            (TgDraftSaver        *saver,
                                        TgDraft             *draft,
                                        const char          *path,
                                        const char          *text);
void          tg_saver_queue_async     (TgDraftSaver        *saver,
                                        TgDraft             *draft,
                                        TgDocument          *sent,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
void          tg_saver_cancel_async    (TgDraftSaver        *saver,
                                        TgDraft             *draft,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgStored, tg_saver_stored_free)

G_END_DECLS
