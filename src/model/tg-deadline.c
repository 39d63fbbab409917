/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-deadline.h"

#include "tg-date.h"

/* TgDeadline: a date by which somebody has to do something about a filing or a fact. Immutable,
 * any thread. */

struct _TgDeadline
{
  GObject  parent_instance;
  char    *kind;
  char    *date;
  char    *subject;
  TgText  *text;
};

G_DEFINE_TYPE (TgDeadline, tg_deadline, G_TYPE_OBJECT)

static void
tg_deadline_finalize (GObject *object)
{
  TgDeadline *self = TG_DEADLINE (object);

  g_free (self->kind);
  g_free (self->date);
  g_free (self->subject);
  g_clear_pointer (&self->text, tg_text_unref);
  G_OBJECT_CLASS (tg_deadline_parent_class)->finalize (object);
}

static void
tg_deadline_class_init (TgDeadlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_deadline_finalize;
}

static void
tg_deadline_init (TgDeadline *self)
{
}

TgDeadline *
tg_deadline_new (const char *kind,
                 const char *date,
                 const char *subject,
                 TgText     *text)
{
  TgDeadline *self = g_object_new (TG_TYPE_DEADLINE, NULL);

  self->kind = g_strdup (kind);
  self->date = g_strdup (date);
  self->subject = g_strdup (subject == NULL ? "" : subject);
  self->text = tg_text_ref (text);
  return self;
}

const char *
tg_deadline_get_kind (TgDeadline *self)
{
  g_return_val_if_fail (TG_IS_DEADLINE (self), "");

  return self->kind;
}

const char *
tg_deadline_get_date (TgDeadline *self)
{
  g_return_val_if_fail (TG_IS_DEADLINE (self), "");

  return self->date;
}

const char *
tg_deadline_get_subject (TgDeadline *self)
{
  g_return_val_if_fail (TG_IS_DEADLINE (self), "");

  return self->subject;
}

const char *
tg_deadline_get_text (TgDeadline *self)
{
  g_return_val_if_fail (TG_IS_DEADLINE (self), "");

  return tg_text_get (self->text);
}

TgText *
tg_deadline_get_words (TgDeadline *self)
{
  g_return_val_if_fail (TG_IS_DEADLINE (self), NULL);

  return self->text;
}

int
tg_deadline_get_days_left (TgDeadline *self,
                           const char *today)
{
  gint64 due, now;

  g_return_val_if_fail (TG_IS_DEADLINE (self), 0);

  if (!tg_date_to_days (self->date, &due) || !tg_date_to_days (today, &now))
    return 0;
  return (int) (due - now);
}
