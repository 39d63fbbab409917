/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-table.h"

#include "tg-search-table.h"
#include "tg-store-private.h"

/* Lists of filings as row ids, in any order and by any filter. For each filter there is a query
 * whose index gives the first page at once; which one is decided here, no SQL is put together
 * while the program runs. */

/* Read from the row only where the filter asks for it. */
#define REST \
  " AND removed = 0" \
  " AND (:enterprise = '' OR enterprise = :enterprise) AND (:form = '' OR form = :form)"

#define ONE(where, column, way) \
  "SELECT rid FROM filing WHERE " where REST \
  " ORDER BY " column way ", rid" way " LIMIT :limit"

/* All families: each in its own order from its index, merged as they are read. */
#define PART(family, where, column) \
  "SELECT rid, " column " AS key FROM filing WHERE family = '" family "'" where REST
#define MERGED(where, column, way) \
  PART ("registration", where, column) " UNION ALL " PART ("declaration", where, column) \
  " UNION ALL " PART ("refund", where, column) " UNION ALL " PART ("forex", where, column) \
  " UNION ALL " PART ("service", where, column) \
  " ORDER BY key" way ", rid" way " LIMIT :limit"

#define BOTH_WAYS(kind, where, column) { kind (where, column, ""), kind (where, column, " DESC") }

/* `first` for the order of updating, which the index by group has too; `+` keeps SQLite from using
 * that index, and so from sorting, for the others. */
#define ORDERS(kind, first, where) \
  { BOTH_WAYS (kind, first, "updated"), BOTH_WAYS (kind, where, "number"), \
    BOTH_WAYS (kind, where, "summary"), BOTH_WAYS (kind, where, "amount_units"), \
    BOTH_WAYS (kind, where, "state"), BOTH_WAYS (kind, where, "due") }

typedef enum
{
  WHERE_ALL,
  WHERE_FAMILY,
  WHERE_GROUP,
  WHERE_GROUP_AND_FAMILY,
  WHERE_SEARCH,
} Where;

#define IN_SEARCH \
  "rid IN (SELECT rowid / 2 FROM search WHERE search MATCH :search AND rowid % 2 = 0)" \
  " AND (:group = '' OR state_group = :group) AND (:family = '' OR family = :family)"

static const char * const queries[][TG_FILING_SORT_DUE + 1][2] = {
  [WHERE_ALL] = ORDERS (MERGED, "", ""),
  [WHERE_FAMILY] = ORDERS (ONE, "family = :family", "family = :family"),
  [WHERE_GROUP] = ORDERS (MERGED, " AND state_group = :group", " AND +state_group = :group"),
  [WHERE_GROUP_AND_FAMILY] = ORDERS (ONE, "family = :family AND state_group = :group",
                                     "family = :family AND +state_group = :group"),
  [WHERE_SEARCH] = ORDERS (ONE, IN_SEARCH, IN_SEARCH),
};

static gboolean
is_given (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static Where
choose_where (const TgFilingFilter *filter,
              const char           *search)
{
  if (search != NULL)
    return WHERE_SEARCH;
  if (filter->group != TG_GROUP_ALL)
    return is_given (filter->family) ? WHERE_GROUP_AND_FAMILY : WHERE_GROUP;
  return is_given (filter->family) ? WHERE_FAMILY : WHERE_ALL;
}

GArray *
tg_filing_table_list_ids (TgStoreConnection     *conn,
                          const TgFilingFilter  *filter,
                          TgFilingSort           sort,
                          gboolean               descending,
                          GError               **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *search = tg_search_table_make_query (filter->search);
  Where where = choose_where (filter, search);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, queries[where][sort][descending ? 1 : 0], error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":enterprise", is_given (filter->enterprise) ? filter->enterprise : "");
  tg_db_bind_text (st, ":form", is_given (filter->form) ? filter->form : "");
  tg_db_bind_int (st, ":limit", filter->limit > 0 ? (gint64) filter->limit : -1);
  if (where == WHERE_SEARCH)
    tg_db_bind_text (st, ":search", search);
  if (where == WHERE_FAMILY || where == WHERE_GROUP_AND_FAMILY || where == WHERE_SEARCH)
    tg_db_bind_text (st, ":family", is_given (filter->family) ? filter->family : "");
  if (where == WHERE_GROUP || where == WHERE_GROUP_AND_FAMILY || where == WHERE_SEARCH)
    tg_db_bind_text (st, ":group", tg_state_group_to_name (filter->group));
  return tg_store_read_ints (st, error);
}

static gboolean
add_count (TgDbStatement *st,
           guint          counts[TG_N_STATE_GROUPS])
{
  TgStateGroup group;

  if (!tg_state_group_parse (tg_store_column (st, 0), &group))
    return FALSE;

  counts[group] += (guint) tg_db_column_int (st, 1);
  counts[TG_GROUP_ALL] += (guint) tg_db_column_int (st, 1);
  return TRUE;
}

gboolean
tg_filing_table_count_groups (TgStoreConnection  *conn,
                              const char         *family,
                              const char         *enterprise,
                              guint               counts[TG_N_STATE_GROUPS],
                              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  guint found[TG_N_STATE_GROUPS] = { 0 };
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT state_group, count (*) FROM filing WHERE removed = 0"
                      " AND (:family = '' OR family = :family)"
                      " AND (:enterprise = '' OR enterprise = :enterprise) GROUP BY state_group",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":family", family != NULL ? family : "");
  tg_db_bind_text (st, ":enterprise", enterprise != NULL ? enterprise : "");
  for (;;)
    {
      if (!tg_db_step (st, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      add_count (st, found);
    }

  for (guint i = 0; i < TG_N_STATE_GROUPS; i++)
    counts[i] = found[i];
  return TRUE;
}
