/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-answer.h"

/* What one field says, for pages that only read. */

struct _TgAnswer
{
  GObject   parent_instance;

  char     *section;
  char     *label;
  char     *value;
  char     *path;
  gboolean  hidden;
};

G_DEFINE_FINAL_TYPE (TgAnswer, tg_answer, G_TYPE_OBJECT)

static void
tg_answer_finalize (GObject *object)
{
  TgAnswer *self = TG_ANSWER (object);

  g_free (self->section);
  g_free (self->label);
  g_free (self->value);
  g_free (self->path);
  G_OBJECT_CLASS (tg_answer_parent_class)->finalize (object);
}

static void
tg_answer_class_init (TgAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_answer_finalize;
}

static void
tg_answer_init (TgAnswer *self)
{
}

TgAnswer *
tg_answer_new (const char *section,
               const char *label,
               const char *value,
               const char *path,
               gboolean    hidden)
{
  TgAnswer *self = g_object_new (TG_TYPE_ANSWER, NULL);

  self->section = g_strdup (section);
  self->label = g_strdup (label);
  self->value = g_strdup (value != NULL ? value : "");
  self->path = g_strdup (path);
  self->hidden = hidden;
  return self;
}

const char *
tg_answer_get_section (TgAnswer *self)
{
  g_return_val_if_fail (TG_IS_ANSWER (self), NULL);

  return self->section;
}

const char *
tg_answer_get_label (TgAnswer *self)
{
  g_return_val_if_fail (TG_IS_ANSWER (self), NULL);

  return self->label;
}

const char *
tg_answer_get_value (TgAnswer *self)
{
  g_return_val_if_fail (TG_IS_ANSWER (self), NULL);

  return self->value;
}

const char *
tg_answer_get_path (TgAnswer *self)
{
  g_return_val_if_fail (TG_IS_ANSWER (self), NULL);

  return self->path;
}

gboolean
tg_answer_is_hidden (TgAnswer *self)
{
  g_return_val_if_fail (TG_IS_ANSWER (self), FALSE);

  return self->hidden;
}
