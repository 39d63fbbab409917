/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-redraw-item.h"

/* What TgRedrawn says, in words. */

struct _TgRedrawItem
{
  GObject parent_instance;

  TgRedrawItemFields fields;   /* its strings are owned, never NULL */
};

G_DEFINE_FINAL_TYPE (TgRedrawItem, tg_redraw_item, G_TYPE_OBJECT)

static void
tg_redraw_item_finalize (GObject *object)
{
  TgRedrawItem *self = TG_REDRAW_ITEM (object);

  g_free ((char *) self->fields.path);
  g_free ((char *) self->fields.place);
  g_free ((char *) self->fields.before);
  g_free ((char *) self->fields.after);
  g_free ((char *) self->fields.source);
  g_free ((char *) self->fields.source_name);
  G_OBJECT_CLASS (tg_redraw_item_parent_class)->finalize (object);
}

static void
tg_redraw_item_class_init (TgRedrawItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_redraw_item_finalize;
}

static void
tg_redraw_item_init (TgRedrawItem *self)
{
}

static const char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

TgRedrawItem *
tg_redraw_item_new (const TgRedrawItemFields *fields)
{
  TgRedrawItem *self = g_object_new (TG_TYPE_REDRAW_ITEM, NULL);

  self->fields = *fields;
  self->fields.path = copy (fields->path);
  self->fields.place = copy (fields->place);
  self->fields.before = copy (fields->before);
  self->fields.after = copy (fields->after);
  self->fields.source = copy (fields->source);
  self->fields.source_name = copy (fields->source_name);
  return self;
}

const TgRedrawItemFields *
tg_redraw_item_get_fields (TgRedrawItem *self)
{
  g_return_val_if_fail (TG_IS_REDRAW_ITEM (self), NULL);

  return &self->fields;
}
