/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* What the window answered to a question, as a table. Immutable, main thread. */
#define TG_TYPE_ENQUIRY (tg_enquiry_get_type ())
G_DECLARE_FINAL_TYPE (TgEnquiry, tg_enquiry, TG, ENQUIRY, GObject)

gint64              tg_enquiry_get_asked_at  (TgEnquiry            *self);   /* µs */
/* Why it is an answer of before; "" when it is the window's of now. */
const char         *tg_enquiry_get_offline   (TgEnquiry            *self);
gboolean            tg_enquiry_has_more      (TgEnquiry            *self);
/* NULL-terminated; the cells of a row are in their order. */
const char * const *tg_enquiry_get_columns   (TgEnquiry            *self);
guint               tg_enquiry_get_n_rows    (TgEnquiry            *self);
const char * const *tg_enquiry_get_row       (TgEnquiry            *self,
                                              guint                 position);

/* The kinds of the contract, NULL-terminated. */
const char * const *tg_workspace_get_enquiry_kinds (void);
/* Asks the window; when it can't be reached, gives its last answer to the same question. Fails
 * with OFFLINE where there is none, with INVALID for a kind that there is not. */
void                tg_workspace_ask_async  (TgWorkspace          *self,
                                             const char           *kind,
                                             const char           *words,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
TgEnquiry          *tg_workspace_ask_finish (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
