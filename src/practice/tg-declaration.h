/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"

G_BEGIN_DECLS

/* Merges the lines of export lists into the items of declarations: lines alike in code, name,
 * unit, currency, price basis and destination are one item. Pure. */

#define TG_DECLARATION_MAX_ITEMS 50

typedef struct
{
  guint  declaration;   /* from 0 */
  char  *items;         /* the item of each line of the list, from 1: "1,2,1" */
} TgMergedList;

/* Of TgMergedList, one for each document of `lists`; a list is never split over two
 * declarations unless it alone has too many items, and then it has a declaration of its own.
 * (transfer full) */
GPtrArray *tg_declaration_merge     (GPtrArray  *lists);    /* of TgDocument */
/* 18 digits: customs office, year, 0 for export, serial. (transfer full) */
char      *tg_declaration_new_number (const char *office,
                                      const char *date,
                                      gint64      serial);
void       tg_merged_list_free      (TgMergedList *self);

G_END_DECLS
