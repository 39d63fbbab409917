/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One field that two have changed differently. "" is an empty field, or a line that was removed. */
typedef struct
{
  const char *path;
  const char *place;       /* the field as people call it */
  const char *base;        /* as people read them */
  const char *mine;
  const char *theirs;
} TgMergeItemFields;

/* Immutable, main thread. */
#define TG_TYPE_MERGE_ITEM (tg_merge_item_get_type ())
G_DECLARE_FINAL_TYPE (TgMergeItem, tg_merge_item, TG, MERGE_ITEM, GObject)

TgMergeItem             *tg_merge_item_new        (const TgMergeItemFields *fields);
const TgMergeItemFields *tg_merge_item_get_fields (TgMergeItem             *self);

G_END_DECLS
