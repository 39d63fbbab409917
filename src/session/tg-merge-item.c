/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merge-item.h"

/* What TgMergeConflict says, in words. */

struct _TgMergeItem
{
  GObject           parent_instance;

  TgMergeItemFields fields;      /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (TgMergeItem, tg_merge_item, G_TYPE_OBJECT)

static void
tg_merge_item_finalize (GObject *object)
{
  TgMergeItem *self = TG_MERGE_ITEM (object);

  g_free ((char *) self->fields.path);
  g_free ((char *) self->fields.place);
  g_free ((char *) self->fields.base);
  g_free ((char *) self->fields.mine);
  g_free ((char *) self->fields.theirs);
  G_OBJECT_CLASS (tg_merge_item_parent_class)->finalize (object);
}

static void
tg_merge_item_class_init (TgMergeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_merge_item_finalize;
}

static void
tg_merge_item_init (TgMergeItem *self)
{
}

TgMergeItem *
tg_merge_item_new (const TgMergeItemFields *fields)
{
  TgMergeItem *self = g_object_new (TG_TYPE_MERGE_ITEM, NULL);

  self->fields.path = g_strdup (fields->path);
  self->fields.place = g_strdup (fields->place);
  self->fields.base = g_strdup (fields->base);
  self->fields.mine = g_strdup (fields->mine);
  self->fields.theirs = g_strdup (fields->theirs);
  return self;
}

const TgMergeItemFields *
tg_merge_item_get_fields (TgMergeItem *self)
{
  g_return_val_if_fail (TG_IS_MERGE_ITEM (self), NULL);

  return &self->fields;
}
