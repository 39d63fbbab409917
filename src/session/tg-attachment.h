/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a filing goes with. Immutable, main thread. */
#define TG_TYPE_ATTACHMENT (tg_attachment_get_type ())
G_DECLARE_FINAL_TYPE (TgAttachment, tg_attachment, TG, ATTACHMENT, GObject)

typedef struct
{
  const char *sha256;
  const char *name;
  const char *media_type;
  gint64      bytes;
  gboolean    is_uploaded;     /* the window has it whole */
} TgAttachmentFields;

TgAttachment             *tg_attachment_new        (const TgAttachmentFields *fields);
const TgAttachmentFields *tg_attachment_get_fields (TgAttachment             *self);

/* What is taken. Words for the person, in the language in force. */
#define TG_ATTACHMENT_MAX_BYTES (20 * 1024 * 1024)
#define TG_ATTACHMENT_MAX_FILES 50

/* The media type of a file by its name and first bytes; NULL and TG_ERROR_INVALID for what is not
 * taken. (transfer full) */
char                     *tg_attachment_check      (const char               *name,
                                                    GBytes                   *content,
                                                    GError                  **error);

G_END_DECLS
