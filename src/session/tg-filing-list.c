/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-list.h"

#include "tg-workspace.h"

/* Filings as rows: what is asked for, how a record fills a row. Sorting is the store's. */

typedef struct
{
  TgFilingFilter filter;      /* its strings are ours */
  TgFilingSort   sort;
  gboolean       descending;
} Query;

static const struct { const char *name; TgFilingSort sort; } columns[] = {
  { "updated", TG_FILING_SORT_UPDATED },
  { "number", TG_FILING_SORT_NUMBER },
  { "summary", TG_FILING_SORT_SUMMARY },
  { "amount", TG_FILING_SORT_AMOUNT },
  { "state", TG_FILING_SORT_STATE },
  { "due", TG_FILING_SORT_DUE },
};

static gpointer
query_copy (gpointer data)
{
  const Query *query = data;
  Query *copy = g_memdup2 (query, sizeof (Query));

  copy->filter.family = g_strdup (query->filter.family);
  copy->filter.enterprise = g_strdup (query->filter.enterprise);
  copy->filter.form = g_strdup (query->filter.form);
  copy->filter.search = g_strdup (query->filter.search);
  return copy;
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free ((char *) query->filter.family);
  g_free ((char *) query->filter.enterprise);
  g_free ((char *) query->filter.form);
  g_free ((char *) query->filter.search);
  g_free (query);
}

static GArray *
list_rids (TgStoreConnection  *conn,
           gpointer            data,
           guint               limit,
           GError            **error)
{
  Query *query = data;

  query->filter.limit = limit;
  return tg_filing_table_list_ids (conn, &query->filter, query->sort, query->descending, error);
}

static gint64
get_rid (gpointer record)
{
  return ((TgFilingRecord *) record)->rid;
}

static GObject *
new_row (void)
{
  return G_OBJECT (tg_filing_row_new (""));
}

static void
fill (GObject  *row,
      gpointer  data,
      gpointer  catalogue)
{
  const TgFilingRecord *record = data;
  TgForm *form = tg_catalogue_find (catalogue, record->form, record->version);
  g_autoptr (TgFilingRow) filled = NULL;

  filled = tg_filing_record_to_row (record,
                                    form != NULL ? tg_text_get (form->title) : record->form);
  tg_stored_row_set_id (TG_STORED_ROW (row), record->id);
  tg_filing_row_fill (TG_FILING_ROW (row), tg_filing_row_get_fields (filled));
}

GListModel *
tg_filing_list_new (TgStore              *store,
                    TgCatalogue          *catalogue,
                    const TgFilingFilter *filter)
{
  static TgRowSource source;
  Query query = { *filter, TG_FILING_SORT_UPDATED, TRUE };

  source = (TgRowSource) {
    TG_TYPE_FILING_ROW, TG_STORE_CHANGE_FILINGS, list_rids, tg_filing_table_load_records,
    get_rid, new_row, fill,
  };
  return G_LIST_MODEL (tg_row_list_new (store, &source, query_copy (&query), query_copy, query_free,
                                        catalogue));
}

void
tg_filing_list_sort (GListModel *filings,
                     const char *column,
                     gboolean    descending)
{
  Query *query;

  g_return_if_fail (TG_IS_ROW_LIST (filings));

  query = tg_row_list_get_query (TG_ROW_LIST (filings));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].name, column) == 0)
      query->sort = columns[i].sort;
  query->descending = descending;
  tg_row_list_read_again (TG_ROW_LIST (filings));
}
