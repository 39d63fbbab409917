/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-goods.h"

#include <glib/gi18n-lib.h>

#define BETWEEN " › "

/* The unit's code where ours knows it, else by its name. */
static char *
find_unit (TgCodeTable *own,
           TgCodeRow   *row)
{
  const char *code = tg_code_row_get_column (row, "unit_code");
  const char *name = tg_code_row_get_column (row, "unit");
  g_autoptr (TgCodeRow) unit = code[0] != '\0' ? tg_code_lookup_find (TG_CODE_LOOKUP (own), "units",
                                                                      code, NULL) : NULL;

  return unit != NULL ? g_strdup (code)
                      : tg_code_table_find_name (own, "units", name);
}

TgCodeRow *
tg_code_goods_from_library (TgCodeTable *own,
                            TgCodeRow   *row)
{
  GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *unit = find_unit (own, row);

  g_hash_table_insert (extra, g_strdup ("level"), g_strdup ("10"));
  g_hash_table_insert (extra, g_strdup ("origin"), g_strdup ("library"));
  if (unit != NULL)
    g_hash_table_insert (extra, g_strdup ("unit1"), unit);
  return tg_code_row_new (tg_code_row_get_code (row), tg_code_row_get_column (row, "name_zh"),
                          tg_code_row_get_column (row, "name_en"), extra);
}

/* Behind the headings stands where it is from, and of when. */
static TgCodeHit *
make_hit (TgCodeTable     *own,
          const TgCodeHit *found,
          const char      *date,
          const char      *day)
{
  g_autoptr (TgCodeRow) row = tg_code_goods_from_library (own, found->row);
  TgCodeHit *hit = tg_code_hit_new (row);
  char *path;

  hit->can_choose = found->can_choose;
  hit->was_used = found->was_used;
  tg_code_table_describe (own, TG_CODE_GOODS_TABLE, date, hit);
  path = g_strdup_printf (_("%s%slibrary of %s"), hit->path,
                          hit->path[0] != '\0' ? BETWEEN : "", day);
  g_free (hit->path);
  hit->path = path;
  return hit;
}

static gboolean
has_code (GPtrArray  *hits,
          const char *code)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (tg_code_row_get_code (((TgCodeHit *) hits->pdata[i])->row), code))
      return TRUE;
  return FALSE;
}

static int
rank (const TgCodeHit *hit)
{
  return hit->was_used ? 0 : hit->can_choose ? 1 : 2;
}

/* The order of each table stays: sorting is stable. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  return rank (*(TgCodeHit * const *) a) - rank (*(TgCodeHit * const *) b);
}

void
tg_code_goods_add (TgCodeTable       *own,
                   TgCodeTable       *library,
                   const TgCodeQuery *query,
                   GPtrArray         *hits)
{
  TgCodeQuery there = *query;
  g_autofree char *day = tg_code_table_dup_day (library, TG_CODE_LIBRARY_TABLE);
  g_autoptr (GPtrArray) found = NULL;
  guint n_chosen = 0;

  for (guint i = 0; i < hits->len; i++)
    n_chosen += ((TgCodeHit *) hits->pdata[i])->can_choose;
  /* Where our own are as many as one looks at, the library is not asked. */
  if (n_chosen < query->limit)
    {
      there.table = TG_CODE_LIBRARY_TABLE;
      found = tg_code_table_search (library, &there, NULL);
    }
  for (guint i = 0; found != NULL && i < found->len && n_chosen < query->limit; i++)
    {
      const TgCodeHit *hit = found->pdata[i];

      if (!hit->can_choose || has_code (hits, tg_code_row_get_code (hit->row)))
        continue;
      g_ptr_array_add (hits, make_hit (own, hit, query->date, day));
      n_chosen++;
    }
  g_ptr_array_sort (hits, compare);
}
