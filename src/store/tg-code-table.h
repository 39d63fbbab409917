/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-hit.h"

G_BEGIN_DECLS

/* The code tables of this computer (codes.db), read-only. It lives on the thread
 * that opened it: each thread has one of its own. */
#define TG_TYPE_CODE_TABLE (tg_code_table_get_type ())
G_DECLARE_FINAL_TYPE (TgCodeTable, tg_code_table, TG, CODE_TABLE, GObject)

#define TG_CODES_APPLICATION_ID 0x54474344u   /* "TGCD" */

/* What is said of a table. */
typedef struct
{
  char   *name;
  TgText *title;
  char   *version;
  char   *source;
  gint64  n_rows;
} TgCodeTableInfo;

TgCodeTable *tg_code_table_open         (const char   *path,
                                         GError      **error);
/* Whether a field takes a code. */
typedef gboolean (*TgCodeAccepts) (const char *code,
                                   gpointer    user_data);

/* What to look for. Strings may be NULL. */
typedef struct
{
  const char          *table;
  const char          *words;     /* the beginning of a code, words of the name, or initials */
  const char          *date;      /* only rows valid then; NULL: any */
  const char * const  *recent;    /* codes that come first where they match */
  guint                limit;
  TgCodeAccepts        accepts;   /* NULL: all */
  gpointer             user_data;
} TgCodeQuery;

/* Of TgCodeHit, each code once: those used of late, then by code, everyday word, initials, words
 * and words of the headings above; behind them a few that only show the way. Without words: the
 * recent codes, then the table's first rows. */
GPtrArray   *tg_code_table_search       (TgCodeTable        *self,
                                         const TgCodeQuery  *query,
                                         GError            **error);
/* What stands above a code found elsewhere, and its legal units, by the ways of `table`. */
void         tg_code_table_describe     (TgCodeTable        *self,
                                         const char         *table,
                                         const char         *date,
                                         TgCodeHit          *hit);
/* The code that has this very Chinese name; NULL: none. (transfer full) */
char        *tg_code_table_find_name    (TgCodeTable        *self,
                                         const char         *table,
                                         const char         *name);
/* Of one table; "" where it is not there. (transfer full) */
char        *tg_code_table_dup_day      (TgCodeTable        *self,
                                         const char         *table);
/* Source, day and number of rows: "cmcode.DBF, 2026-11-26, 14012"; NULL where the table is not
 * there. (transfer full) */
char        *tg_code_table_dup_state    (TgCodeTable        *self,
                                         const char         *table);
/* Of TgCodeTableInfo, by name. (transfer full) */
GPtrArray   *tg_code_table_describe_all (TgCodeTable     *self,
                                         GError            **error);
/* As the tables' builder cuts text into words for the index. */
char        *tg_code_table_make_query   (const char   *words);
/* The words of a row for the index. (transfer full) */
char        *tg_code_table_cut_words    (const char   *name_zh,
                                         const char   *name_en,
                                         const char   *initials);
/* Of all tables: what tells one state from another, for `checked_codes`. */
char        *tg_code_table_dup_version  (TgCodeTable  *self);

G_END_DECLS
