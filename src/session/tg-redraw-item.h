/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a TgRedrawItem says; all copied. */
typedef struct
{
  const char *path;          /* in the filing */
  const char *place;         /* the field, for a line with its number */
  const char *before;        /* what the filing says */
  const char *after;         /* what the fact says now */
  const char *source;        /* id of the fact */
  const char *source_name;   /* "Order EX2611-07" */
  gboolean    is_own;        /* the person has typed over what was drawn */
} TgRedrawItemFields;

/* A value of a filing that drawing it again would change, as people read it. Immutable, main
 * thread. */
#define TG_TYPE_REDRAW_ITEM (tg_redraw_item_get_type ())
G_DECLARE_FINAL_TYPE (TgRedrawItem, tg_redraw_item, TG, REDRAW_ITEM, GObject)

TgRedrawItem *            tg_redraw_item_new        (const TgRedrawItemFields *fields);
const TgRedrawItemFields *tg_redraw_item_get_fields (TgRedrawItem             *self);

G_END_DECLS
