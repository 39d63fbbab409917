/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-issue.h"

/* TgIssue: what is wrong with a person's document, at one place, in both languages, so that a
 * change of language needs no new check. Immutable; whoever holds a reference owns it; any
 * thread. */

struct _TgIssue
{
  GObject  parent_instance;
  TgLevel  level;
  gboolean agency;
  char    *id;
  char    *path;
  TgText  *text;
};

G_DEFINE_TYPE (TgIssue, tg_issue, G_TYPE_OBJECT)

static void
tg_issue_finalize (GObject *object)
{
  TgIssue *self = TG_ISSUE (object);

  g_free (self->id);
  g_free (self->path);
  g_clear_pointer (&self->text, tg_text_unref);
  G_OBJECT_CLASS (tg_issue_parent_class)->finalize (object);
}

static void
tg_issue_class_init (TgIssueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_issue_finalize;
}

static void
tg_issue_init (TgIssue *self)
{
}

TgIssue *
tg_issue_new (TgLevel     level,
              const char *id,
              const char *path,
              TgText     *message)
{
  TgIssue *self = g_object_new (TG_TYPE_ISSUE, NULL);

  self->level = level;
  self->id = g_strdup (id);
  self->path = g_strdup (path);
  self->text = tg_text_ref (message);
  return self;
}

TgIssue *
tg_issue_new_agency (const char *code,
                     const char *path,
                     const char *message)
{
  g_autoptr (TgText) text = tg_text_new (message, message);
  TgIssue *self = tg_issue_new (TG_LEVEL_BLOCKING, code, path, text);

  self->agency = TRUE;
  return self;
}

TgLevel
tg_issue_get_level (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), TG_LEVEL_BLOCKING);

  return self->level;
}

const char *
tg_issue_get_id (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), "");

  return self->id;
}

const char *
tg_issue_get_path (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), "");

  return self->path;
}

const char *
tg_issue_get_message (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), "");

  return tg_text_get (self->text);
}

TgText *
tg_issue_get_text (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), NULL);

  return self->text;
}

gboolean
tg_issue_is_agency (TgIssue *self)
{
  g_return_val_if_fail (TG_IS_ISSUE (self), FALSE);

  return self->agency;
}

const char *
tg_level_to_name (TgLevel level)
{
  switch (level)
    {
    case TG_LEVEL_BLOCKING:
      return "blocking";
    case TG_LEVEL_WARNING:
      return "warning";
    case TG_LEVEL_INFORMATION:
      return "information";
    }
  g_return_val_if_reached ("blocking");
}
