/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-item.h"

/* Rows for the lists of the window and the command line: texts and nothing more. */

struct _TgPackItem
{
  GObject          parent_instance;

  TgPackItemFields fields;      /* its strings are owned, never NULL */
};

struct _TgPackTouch
{
  GObject           parent_instance;

  TgPackTouchFields fields;
};

G_DEFINE_FINAL_TYPE (TgPackItem, tg_pack_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (TgPackTouch, tg_pack_touch, G_TYPE_OBJECT)

static const char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static void
tg_pack_item_finalize (GObject *object)
{
  TgPackItemFields *fields = &TG_PACK_ITEM (object)->fields;

  g_free ((char *) fields->id);
  g_free ((char *) fields->version);
  g_free ((char *) fields->date);
  g_free ((char *) fields->valid_from);
  g_free ((char *) fields->valid_to);
  g_free ((char *) fields->title);
  g_free ((char *) fields->kinds);
  g_free ((char *) fields->contents);
  g_free ((char *) fields->sources);
  g_free ((char *) fields->key);
  G_OBJECT_CLASS (tg_pack_item_parent_class)->finalize (object);
}

static void
tg_pack_item_class_init (TgPackItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_pack_item_finalize;
}

static void
tg_pack_item_init (TgPackItem *self)
{
}

TgPackItem *
tg_pack_item_new (const TgPackItemFields *fields)
{
  TgPackItem *self = g_object_new (TG_TYPE_PACK_ITEM, NULL);

  self->fields.id = copy (fields->id);
  self->fields.version = copy (fields->version);
  self->fields.date = copy (fields->date);
  self->fields.valid_from = copy (fields->valid_from);
  self->fields.valid_to = copy (fields->valid_to);
  self->fields.title = copy (fields->title);
  self->fields.kinds = copy (fields->kinds);
  self->fields.contents = copy (fields->contents);
  self->fields.sources = copy (fields->sources);
  self->fields.key = copy (fields->key);
  return self;
}

const TgPackItemFields *
tg_pack_item_get_fields (TgPackItem *self)
{
  g_return_val_if_fail (TG_IS_PACK_ITEM (self), NULL);

  return &self->fields;
}

/* ---- touched ---- */

static void
tg_pack_touch_finalize (GObject *object)
{
  TgPackTouchFields *fields = &TG_PACK_TOUCH (object)->fields;

  g_free ((char *) fields->id);
  g_free ((char *) fields->title);
  g_free ((char *) fields->number);
  g_free ((char *) fields->path);
  g_free ((char *) fields->place);
  g_free ((char *) fields->what);
  G_OBJECT_CLASS (tg_pack_touch_parent_class)->finalize (object);
}

static void
tg_pack_touch_class_init (TgPackTouchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_pack_touch_finalize;
}

static void
tg_pack_touch_init (TgPackTouch *self)
{
}

TgPackTouch *
tg_pack_touch_new (const TgPackTouchFields *fields)
{
  TgPackTouch *self = g_object_new (TG_TYPE_PACK_TOUCH, NULL);

  self->fields.id = copy (fields->id);
  self->fields.title = copy (fields->title);
  self->fields.number = copy (fields->number);
  self->fields.path = copy (fields->path);
  self->fields.place = copy (fields->place);
  self->fields.what = copy (fields->what);
  return self;
}

const TgPackTouchFields *
tg_pack_touch_get_fields (TgPackTouch *self)
{
  g_return_val_if_fail (TG_IS_PACK_TOUCH (self), NULL);

  return &self->fields;
}
