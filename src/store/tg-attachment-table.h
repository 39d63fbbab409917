/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A file that a filing goes with; addressed by its content. */
typedef struct
{
  char   *sha256;        /* in hexadecimal, lower case */
  char   *name;
  char   *media_type;
  gint64  bytes;
  gint64  uploaded;      /* when the window said that it has it whole; 0: not yet */
} TgAttachmentRecord;

TgAttachmentRecord *tg_attachment_record_new  (const char                *name,
                                               const char                *media_type,
                                               GBytes                    *content);
void                tg_attachment_record_free (TgAttachmentRecord        *self);

/* Keeps the bytes and says that `subject` (a filing) goes with them. Under one name or another, the
 * same bytes are one attachment. */
gboolean   tg_attachment_table_add            (TgStoreConnection         *conn,
                                               const char                *subject,
                                               const TgAttachmentRecord  *record,
                                               GBytes                    *content,
                                               GError                   **error);
/* The bytes go too where no filing goes with them and nothing that was frozen names them. */
gboolean   tg_attachment_table_remove         (TgStoreConnection         *conn,
                                               const char                *subject,
                                               const char                *sha256,
                                               GError                   **error);
/* Of TgAttachmentRecord, in the order of adding. */
GPtrArray *tg_attachment_table_list           (TgStoreConnection         *conn,
                                               const char                *subject,
                                               GError                   **error);
/* That the attempt, just queued, names it. */
gboolean   tg_attachment_table_name           (TgStoreConnection         *conn,
                                               const char                *attempt,
                                               const char                *sha256,
                                               GError                   **error);
/* The first that keeps back an attempt which is queued and due. `sha256` is NULL if none does. */
gboolean   tg_attachment_table_find_due       (TgStoreConnection         *conn,
                                               gint64                     now,
                                               char                     **sha256,
                                               gint64                    *bytes,
                                               GError                   **error);
/* Ids of the queued attempts that name it. */
GPtrArray *tg_attachment_table_list_waiting   (TgStoreConnection         *conn,
                                               const char                *sha256,
                                               GError                   **error);
gboolean   tg_attachment_table_set_uploaded   (TgStoreConnection         *conn,
                                               const char                *sha256,
                                               GError                   **error);
/* The window lacks one of those that the attempt names: each is offered to it again. */
gboolean   tg_attachment_table_forget_uploads (TgStoreConnection         *conn,
                                               const char                *attempt,
                                               GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAttachmentRecord, tg_attachment_record_free)

G_END_DECLS
