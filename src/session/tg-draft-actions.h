/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"

G_BEGIN_DECLS

/* What takes its time: checking to the end, saving, sending, printing. */

/* As tg_draft_check, but tells when the issues are there. FALSE with no error does not happen: with
 * blocking issues it gives their number. */
void           tg_draft_check_async      (TgDraft             *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean       tg_draft_check_finish     (TgDraft             *self,
                                          GAsyncResult        *result,
                                          guint               *n_blocking,   /* nullable */
                                          GError             **error);
/* Sending. Saves first; fails with TG_ERROR_REFUSED while blocking issues remain. */
void           tg_draft_queue_async      (TgDraft             *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean       tg_draft_queue_finish     (TgDraft             *self,
                                          GAsyncResult        *result,
                                          GError             **error);
void           tg_draft_cancel_async     (TgDraft             *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean       tg_draft_cancel_finish    (TgDraft             *self,
                                          GAsyncResult        *result,
                                          GError             **error);
/* Waits until all that was committed is on disk. */
void           tg_draft_flush_async      (TgDraft             *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean       tg_draft_flush_finish     (TgDraft             *self,
                                          GAsyncResult        *result,
                                          GError             **error);

/* Pages for paper: A4 in points, drawn with Pango. `cairo` is a cairo_t. */
#define TG_PAGE_WIDTH  595.0
#define TG_PAGE_HEIGHT 842.0

guint          tg_draft_get_n_pages      (TgDraft             *self);
void           tg_draft_draw_page        (TgDraft             *self,
                                          guint                page,
                                          gpointer             cairo);

G_END_DECLS
