/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attachment.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"

/* Which files are taken is decided here, by what is in them: PDF, pictures, and OFD, the format of
 * electronic invoices. */

struct _TgAttachment
{
  GObject            parent_instance;

  TgAttachmentFields fields;      /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (TgAttachment, tg_attachment, G_TYPE_OBJECT)

/* `ending` where the first bytes are those of more than one format. */
static const struct
{
  const char *media_type;
  const char *magic;
  gsize       length;
  const char *ending;
} types[] = {
  { "application/pdf", "%PDF-", 5, NULL },
  { "image/jpeg", "\xff\xd8\xff", 3, NULL },
  { "image/png", "\x89PNG\r\n\x1a\n", 8, NULL },
  { "application/ofd", "PK\x03\x04", 4, ".ofd" },
};

static void
tg_attachment_finalize (GObject *object)
{
  TgAttachment *self = TG_ATTACHMENT (object);

  g_free ((char *) self->fields.sha256);
  g_free ((char *) self->fields.name);
  g_free ((char *) self->fields.media_type);
  G_OBJECT_CLASS (tg_attachment_parent_class)->finalize (object);
}

static void
tg_attachment_class_init (TgAttachmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_attachment_finalize;
}

static void
tg_attachment_init (TgAttachment *self)
{
}

TgAttachment *
tg_attachment_new (const TgAttachmentFields *fields)
{
  TgAttachment *self = g_object_new (TG_TYPE_ATTACHMENT, NULL);

  self->fields = *fields;
  self->fields.sha256 = g_strdup (fields->sha256);
  self->fields.name = g_strdup (fields->name);
  self->fields.media_type = g_strdup (fields->media_type);
  return self;
}

const TgAttachmentFields *
tg_attachment_get_fields (TgAttachment *self)
{
  g_return_val_if_fail (TG_IS_ATTACHMENT (self), NULL);

  return &self->fields;
}

static char *
find_type (const char *name,
           GBytes     *content)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (size >= types[i].length && memcmp (data, types[i].magic, types[i].length) == 0 &&
        (types[i].ending == NULL || g_str_has_suffix (lower, types[i].ending)))
      return g_strdup (types[i].media_type);
  return NULL;
}

char *
tg_attachment_check (const char  *name,
                     GBytes      *content,
                     GError     **error)
{
  char *type = find_type (name, content);

  if (g_bytes_get_size (content) == 0)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("“%s” is empty."), name);
  else if (g_bytes_get_size (content) > TG_ATTACHMENT_MAX_BYTES)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                 _("“%s” is larger than %d MB, which is the most that the single window takes."),
                 name, TG_ATTACHMENT_MAX_BYTES / 1024 / 1024);
  else if (type == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                 _("“%s” is neither PDF nor OFD nor a picture (JPEG, PNG)."), name);
  else
    return type;
  g_free (type);
  return NULL;
}
