/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-notice.h"

/* TgNotice: something that the window tells everybody: a risk, a deadline, a policy. Immutable,
 * any thread. */

struct _TgNotice
{
  GObject     parent_instance;
  char       *id;
  TgSeverity  severity;
  char       *title;
  char       *body;
  gint64      at;
  gint64      expires;
};

G_DEFINE_TYPE (TgNotice, tg_notice, G_TYPE_OBJECT)

static const char * const severities[] = { "information", "warning", "urgent" };

static void
tg_notice_finalize (GObject *object)
{
  TgNotice *self = TG_NOTICE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  G_OBJECT_CLASS (tg_notice_parent_class)->finalize (object);
}

static void
tg_notice_class_init (TgNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_notice_finalize;
}

static void
tg_notice_init (TgNotice *self)
{
}

TgNotice *
tg_notice_new (const char *id,
               TgSeverity  severity,
               const char *title,
               const char *body,
               gint64      at,
               gint64      expires)
{
  TgNotice *self = g_object_new (TG_TYPE_NOTICE, NULL);

  self->id = g_strdup (id);
  self->severity = severity;
  self->title = g_strdup (title == NULL ? "" : title);
  self->body = g_strdup (body == NULL ? "" : body);
  self->at = at;
  self->expires = expires;
  return self;
}

const char *
tg_notice_get_id (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), "");

  return self->id;
}

TgSeverity
tg_notice_get_severity (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), TG_SEVERITY_WARNING);

  return self->severity;
}

const char *
tg_notice_get_title (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), "");

  return self->title;
}

const char *
tg_notice_get_body (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), "");

  return self->body;
}

gint64
tg_notice_get_at (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), 0);

  return self->at;
}

gint64
tg_notice_get_expires (TgNotice *self)
{
  g_return_val_if_fail (TG_IS_NOTICE (self), 0);

  return self->expires;
}

const char *
tg_severity_to_name (TgSeverity severity)
{
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (severities), "warning");

  return severities[severity];
}

TgSeverity
tg_severity_parse (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (severities); i++)
    if (g_strcmp0 (severities[i], name) == 0)
      return (TgSeverity) i;
  return TG_SEVERITY_WARNING;
}
