/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-table.h"
#include "tg-db-statement.h"

G_BEGIN_DECLS

/* For the files named tg-code-*.c. */

#define TG_CODE_COLUMNS "SELECT c.code, c.name_zh, c.name_en, c.extra FROM code c "
#define TG_CODE_VALID \
  " AND (:date = '' OR (c.valid_from <= :date AND (c.valid_to = '' OR c.valid_to >= :date)))"

/* Above every character that a code can have. */
#define TG_CODE_AFTER_LAST "\xf4\x8f\xbf\xbf"

/* How people find the codes of a table, as tables.json says. */
typedef struct
{
  GPtrArray  *path;         /* of TgCodeLevel, the highest first */
  char       *synonyms;     /* table of everyday words; nullable */
  char      **units;        /* columns with codes of units */
} TgCodeWays;

typedef struct
{
  char  *table;
  gsize  length;            /* of the code that stands there */
} TgCodeLevel;

TgDb             *tg_code_table_get_db    (TgCodeTable   *self);
/* (transfer none); without path, words and units where the table says nothing. */
const TgCodeWays *tg_code_table_get_ways  (TgCodeTable   *self,
                                           const char    *table);
TgCodeRow        *tg_code_table_read_row  (TgDbStatement *statement);
TgCodeWays       *tg_code_ways_load       (TgDb          *db,
                                           const char    *table);
void              tg_code_ways_free       (TgCodeWays    *self);

G_END_DECLS
