/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-quota-table.h"

#include "tg-posting-private.h"

/* Sums over the postings that say which quota they use. What is proved by documents is summed
 * apart; what has no value in USD is counted and not guessed. */

#define COUNTS "quota = :quota AND reversed = 0 AND subject <> :except"

static TgQuotaUse *
read_use (TgDbStatement *st,
          const char    *enterprise,
          const char    *quota,
          const char    *year)
{
  TgQuotaUse *use = g_new0 (TgQuotaUse, 1);

  use->enterprise = g_strdup (enterprise);
  use->quota = g_strdup (quota);
  use->year = g_strdup (year);
  use->used = tg_posting_units_to_text (tg_db_column_int (st, 0));
  use->exempt = tg_posting_units_to_text (tg_db_column_int (st, 1));
  use->n_used = (guint) tg_db_column_int (st, 2);
  use->n_unknown = (guint) tg_db_column_int (st, 3);
  use->rates = tg_db_column_dup_text (st, 4);
  return use;
}

static TgQuotaUse *
load_use (TgStoreConnection  *conn,
          const char         *enterprise,
          const char         *quota,
          const char         *year,
          const char         *except,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *from = g_strdup_printf ("%s-01-01", year);
  g_autofree char *to = g_strdup_printf ("%s-12-31", year);
  gboolean has_row = FALSE;

  st = tg_db_prepare (conn->db,
                      "SELECT COALESCE(SUM(CASE exempt WHEN 0 THEN usd_units ELSE 0 END), 0),"
                      " COALESCE(SUM(CASE exempt WHEN 0 THEN 0 ELSE usd_units END), 0),"
                      " COALESCE(SUM(exempt = 0), 0), COALESCE(SUM(exempt = 0 AND usd = ''), 0),"
                      " COALESCE((SELECT GROUP_CONCAT(rate, '; ') FROM (SELECT DISTINCT rate FROM"
                      " posting WHERE enterprise = :enterprise AND date BETWEEN :from AND :to"
                      " AND quota <> '' AND rate <> '' AND " COUNTS " ORDER BY rate LIMIT 5)), '')"
                      " FROM posting WHERE enterprise = :enterprise AND date BETWEEN :from AND :to"
                      " AND quota <> '' AND " COUNTS, error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":enterprise", enterprise);
  tg_db_bind_text (st, ":quota", quota);
  tg_db_bind_text (st, ":from", from);
  tg_db_bind_text (st, ":to", to);
  /* No subject is called so. */
  tg_db_bind_text (st, ":except", except != NULL && except[0] != '\0' ? except : "-");
  if (!tg_db_step (st, &has_row, error) || !has_row)
    return NULL;
  return read_use (st, enterprise, quota, year);
}

GPtrArray *
tg_quota_table_list (TgStoreConnection  *conn,
                     const char         *enterprise,
                     const char         *year,
                     const char         *except,
                     GError            **error)
{
  static const char * const quotas[] = { "settlement", "purchase" };
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_quota_use_free);

  tg_store_connection_assert (conn);

  for (guint i = 0; i < G_N_ELEMENTS (quotas); i++)
    {
      TgQuotaUse *use = load_use (conn, enterprise, quotas[i], year, except, error);

      if (use == NULL)
        return NULL;
      g_ptr_array_add (uses, use);
    }
  return g_steal_pointer (&uses);
}
