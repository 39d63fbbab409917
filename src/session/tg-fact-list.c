/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-list.h"

/* Facts as rows, newest first. */

static gpointer
filter_copy (gpointer data)
{
  const TgFactFilter *filter = data;
  TgFactFilter *copy = g_memdup2 (filter, sizeof (TgFactFilter));

  copy->type = g_strdup (filter->type);
  copy->enterprise = g_strdup (filter->enterprise);
  copy->search = g_strdup (filter->search);
  return copy;
}

static void
filter_free (gpointer data)
{
  TgFactFilter *filter = data;

  g_free ((char *) filter->type);
  g_free ((char *) filter->enterprise);
  g_free ((char *) filter->search);
  g_free (filter);
}

static GArray *
list_rids (TgStoreConnection  *conn,
           gpointer            data,
           guint               limit,
           GError            **error)
{
  TgFactFilter *filter = data;

  filter->limit = limit;
  return tg_fact_table_list_ids (conn, filter, TG_FACT_SORT_UPDATED, TRUE, error);
}

static gint64
get_rid (gpointer record)
{
  return ((TgFactRecord *) record)->rid;
}

static GObject *
new_row (void)
{
  return G_OBJECT (tg_fact_row_new (""));
}

static void
fill (GObject  *row,
      gpointer  data,
      gpointer  catalogue)
{
  const TgFactRecord *record = data;
  TgForm *form = tg_catalogue_find_fact (catalogue, record->type, record->version);
  g_autoptr (TgFactRow) filled = NULL;

  filled = tg_fact_record_to_row (record, form != NULL ? tg_text_get (form->title) : record->type);
  tg_stored_row_set_id (TG_STORED_ROW (row), record->id);
  tg_fact_row_fill (TG_FACT_ROW (row), tg_fact_row_get_fields (filled));
}

GListModel *
tg_fact_list_new (TgStore            *store,
                  TgCatalogue        *catalogue,
                  const TgFactFilter *filter)
{
  static TgRowSource source;

  source = (TgRowSource) {
    TG_TYPE_FACT_ROW, TG_STORE_CHANGE_FACTS, list_rids, tg_fact_table_load_records,
    get_rid, new_row, fill,
  };
  return G_LIST_MODEL (tg_row_list_new (store, &source, filter_copy ((gpointer) filter),
                                        filter_copy,
                                        filter_free, catalogue));
}
