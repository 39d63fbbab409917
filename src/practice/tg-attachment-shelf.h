/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* The attachments of an account, as far as they have arrived. */
typedef struct
{
  gint64   bytes;        /* of the whole; 0: nothing has arrived */
  gint64   arrived;
  gboolean is_whole;
} TgAttachmentState;

/* One that the window does not know is all zero. */
gboolean  tg_attachment_shelf_find   (TgBook                   *book,
                                      const char               *account,
                                      const char               *sha256,
                                      TgAttachmentState        *out,
                                      GError                  **error);
/* Appends to what has arrived, and checks the digest with the last byte: what does not match is
 * dropped, and `state` is all zero then. Changes `state`. One transaction. */
gboolean  tg_attachment_shelf_append (TgBook                   *book,
                                      const char               *account,
                                      const char               *sha256,
                                      GBytes                   *piece,
                                      TgAttachmentState        *state,
                                      GError                  **error);
/* (transfer full) */
GBytes   *tg_attachment_shelf_load   (TgBook                   *book,
                                      const char               *account,
                                      const char               *sha256,
                                      GError                  **error);

G_END_DECLS
