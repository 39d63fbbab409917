/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-share.h"

#include <glib/gi18n-lib.h>

/* One row of the sharing matrix. */

struct _TgShare
{
  GObject  parent_instance;

  char    *agency;
  char    *name;
  char    *blocks;
  char    *may;
  char    *changed;
};

G_DEFINE_FINAL_TYPE (TgShare, tg_share, G_TYPE_OBJECT)

static void
tg_share_finalize (GObject *object)
{
  TgShare *self = TG_SHARE (object);

  g_free (self->agency);
  g_free (self->name);
  g_free (self->blocks);
  g_free (self->may);
  g_free (self->changed);
  G_OBJECT_CLASS (tg_share_parent_class)->finalize (object);
}

static void
tg_share_class_init (TgShareClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_share_finalize;
}

static void
tg_share_init (TgShare *self)
{
}

TgShare *
tg_share_new (const char *agency,
              const char *name,
              const char *blocks,
              const char *may,
              const char *changed)
{
  TgShare *self = g_object_new (TG_TYPE_SHARE, NULL);

  self->agency = g_strdup (agency);
  self->name = g_strdup (name);
  self->blocks = g_strdup (blocks);
  self->may = g_strdup (may);
  self->changed = g_strdup (changed);
  return self;
}

const char *
tg_share_get_agency (TgShare *self)
{
  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  return self->agency;
}

const char *
tg_share_get_name (TgShare *self)
{
  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  return self->name;
}

const char *
tg_share_get_blocks (TgShare *self)
{
  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  return self->blocks;
}

const char *
tg_share_get_may (TgShare *self)
{
  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  return self->may;
}

const char *
tg_share_get_changed (TgShare *self)
{
  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  return self->changed;
}

static void
add_line (GString    *text,
          const char *label,
          const char *blocks)
{
  if (blocks[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s %s", label, blocks);
}

char *
tg_share_dup_summary (TgShare *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (TG_IS_SHARE (self), NULL);

  add_line (text, _("Gets:"), self->blocks);
  add_line (text, _("May get:"), self->may);
  add_line (text, _("Changed, opened again:"), self->changed);
  return g_string_free (text, FALSE);
}
