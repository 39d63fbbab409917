/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rate-lookup.h"

#include "tg-code-table-private.h"

#include <string.h>

/* Beginnings shorter than ten digits are taken only as they stand: what stands below a heading is
 * no rate of the heading. */

#define TABLE      "refund_rates"
#define MIN_DIGITS 4
#define FULL       10

/* Rows of a code and of those below it that stand on the day; the newest first. */
typedef struct
{
  GPtrArray *rows;          /* of TgCodeRow */
  gboolean   has_exact;     /* then it is the first */
} Family;

static gboolean
read_family (Family        *family,
             TgDbStatement *st,
             const char    *code)
{
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, NULL))
    {
      TgCodeRow *row;
      gboolean is_exact;

      if (!has_row)
        return TRUE;
      row = tg_code_table_read_row (st);
      is_exact = g_str_equal (tg_code_row_get_code (row), code);
      g_ptr_array_insert (family->rows, is_exact && !family->has_exact ? 0 : -1, row);
      family->has_exact |= is_exact;
    }
  return FALSE;
}

static char *
describe (TgCodeRow *row)
{
  const char *several = tg_code_row_get_column (row, "candidates");
  const char *flag = tg_code_row_get_column (row, "special_flag");

  if (several[0] != '\0')
    return g_strdup (several);
  return g_strconcat (tg_code_row_get_column (row, "refund_rate"), flag[0] != '\0' ? "/" : "", flag,
                      NULL);
}

/* Each rate with its flag once. */
static GPtrArray *
list_rates (GPtrArray *rows)
{
  GPtrArray *rates = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *rate = describe (rows->pdata[i]);

      if (!g_ptr_array_find_with_equal_func (rates, rate, g_str_equal, NULL))
        g_ptr_array_add (rates, g_steal_pointer (&rate));
    }
  return rates;
}

static TgCodeRow *
create_doubt (TgCodeRow  *first,
              const char *code,
              GPtrArray  *rates)
{
  GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_ptr_array_add (rates, NULL);
  g_hash_table_insert (extra, g_strdup ("candidates"), g_strjoinv (" ", (char **) rates->pdata));
  g_hash_table_insert (extra, g_strdup ("mark"),
                       g_strdup (tg_code_row_get_column (first, "mark")));
  return tg_code_row_new (code, tg_code_row_get_column (first, "name_zh"),
                          tg_code_row_get_column (first, "name_en"), extra);
}

static TgCodeRow *
find_in_family (TgCodeTable *tables,
                const char  *code,
                const char  *date)
{
  g_autofree char *end = g_strconcat (code, TG_CODE_AFTER_LAST, NULL);
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_row_unref);
  g_autoptr (GPtrArray) rates = NULL;
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_code_table_get_db (tables),
                   TG_CODE_COLUMNS "WHERE c.table_name = :table AND c.code >= :start"
                   " AND c.code < :end" TG_CODE_VALID " ORDER BY c.valid_from DESC, c.code", NULL);
  Family family = { rows, FALSE };

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", TABLE);
  tg_db_bind_text (st, ":start", code);
  tg_db_bind_text (st, ":end", end);
  tg_db_bind_text (st, ":date", date != NULL ? date : "");
  if (!read_family (&family, st, code) || rows->len == 0)
    return NULL;
  rates = list_rates (rows);
  return rates->len == 1 ? tg_code_row_ref (rows->pdata[0])
                         : create_doubt (rows->pdata[0], code, rates);
}

TgCodeRow *
tg_rate_lookup_find (TgCodeTable *tables,
                     const char  *code,
                     const char  *date)
{
  return strlen (code) >= FULL
           ? find_in_family (tables, code, date)
           : tg_code_lookup_find (TG_CODE_LOOKUP (tables), TABLE, code, date);
}

TgCodeRow *
tg_rate_lookup_run (TgCodeTable *tables,
                    const char  *code,
                    const char  *date)
{
  g_autofree char *beginning = g_strdup (code);
  TgCodeRow *row = NULL;

  for (gsize length = strlen (code); row == NULL && length >= MIN_DIGITS; length--)
    {
      beginning[length] = '\0';
      row = length == strlen (code)
              ? tg_rate_lookup_find (tables, beginning, date)
              : tg_code_lookup_find (TG_CODE_LOOKUP (tables), TABLE, beginning, date);
    }
  return row;
}
