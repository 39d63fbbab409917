/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A pack as people read of it. Immutable, any thread. */
typedef struct
{
  const char *id;
  const char *version;
  const char *date;
  const char *valid_from;
  const char *valid_to;
  const char *title;
  const char *kinds;        /* "codes, forms" */
  const char *contents;     /* "customs.export-list 4, currency" */
  const char *sources;      /* lines */
  const char *key;          /* id of the key that signed it */
} TgPackItemFields;

#define TG_TYPE_PACK_ITEM (tg_pack_item_get_type ())
G_DECLARE_FINAL_TYPE (TgPackItem, tg_pack_item, TG, PACK_ITEM, GObject)

TgPackItem             *tg_pack_item_new        (const TgPackItemFields *fields);   /* copied */
const TgPackItemFields *tg_pack_item_get_fields (TgPackItem             *self);

/* What a pack touches in a draft, and where. Immutable, any thread. */
typedef struct
{
  const char *id;           /* of the draft */
  const char *title;        /* of its form */
  const char *number;
  const char *path;         /* in the draft; "" the whole */
  const char *place;        /* the field, for a line with its number */
  const char *what;
} TgPackTouchFields;

#define TG_TYPE_PACK_TOUCH (tg_pack_touch_get_type ())
G_DECLARE_FINAL_TYPE (TgPackTouch, tg_pack_touch, TG, PACK_TOUCH, GObject)

TgPackTouch             *tg_pack_touch_new        (const TgPackTouchFields *fields);   /* copied */
const TgPackTouchFields *tg_pack_touch_get_fields (TgPackTouch             *self);

G_END_DECLS
