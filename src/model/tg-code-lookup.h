/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-text.h"

G_BEGIN_DECLS

/* A row of a code table as it stood on a date. Immutable, reference-counted. */
typedef struct _TgCodeRow TgCodeRow;

TgCodeRow  *tg_code_row_new        (const char *code,
                                    const char *name_zh,
                                    const char *name_en,
                                    /* (nullable) (transfer full) text → text */
                                    GHashTable *extra);
TgCodeRow  *tg_code_row_ref        (TgCodeRow  *self);
void        tg_code_row_unref      (TgCodeRow  *self);
const char *tg_code_row_get_code   (TgCodeRow  *self);
/* in the language in force, Chinese if none */
const char *tg_code_row_get_name   (TgCodeRow  *self);
const char *tg_code_row_get_column (TgCodeRow  *self,
                                    const char *column);     /* "" when it has none */

/* All columns but code and names, as canonical JSON. (transfer full) */
char       *tg_code_row_dup_extra  (TgCodeRow  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeRow, tg_code_row_unref)

/* Where rules find codes. Implemented by whoever holds the tables; not on the main thread if it
 * reads files. */
#define TG_TYPE_CODE_LOOKUP (tg_code_lookup_get_type ())
G_DECLARE_INTERFACE (TgCodeLookup, tg_code_lookup, TG, CODE_LOOKUP, GObject)

struct _TgCodeLookupInterface
{
  GTypeInterface parent_iface;
  TgCodeRow *(*find)      (TgCodeLookup *self, const char *table, const char *code,
                           const char *date);
  gboolean   (*has_table) (TgCodeLookup *self, const char *table);
};

/* (transfer full) (nullable) */
TgCodeRow *tg_code_lookup_find      (TgCodeLookup *self,
                                     const char   *table,
                                     const char   *code,
                                     const char   *date);
gboolean   tg_code_lookup_has_table (TgCodeLookup *self,
                                     const char   *table);

G_END_DECLS
