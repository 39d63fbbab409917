/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

typedef struct _TgBook TgBook;

/* The code tables that the window gives out and its agencies go by: codes.db, read only. */
#define TG_TYPE_CODE_SHELF (tg_code_shelf_get_type ())
G_DECLARE_FINAL_TYPE (TgCodeShelf, tg_code_shelf, TG, CODE_SHELF, GObject)

TgCodeShelf *tg_code_shelf_open    (const char   *path,
                                    GError      **error);
/* Notes in the book what has changed since it last saw the tables, and tells every account. */
gboolean     tg_code_shelf_publish (TgCodeShelf  *self,
                                    TgBook       *book,
                                    GError      **error);

G_END_DECLS
