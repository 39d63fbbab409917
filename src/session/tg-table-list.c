/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-table-list.h"

/* The query runs on the reader; the list lives as long as somebody holds it, or a reading is under
 * way. */

typedef struct
{
  TgTableListFunc  func;
  char            *argument;
  guint            changes;
  gboolean         is_reading;
  gboolean         is_filled;
  gboolean         again;
} Query;

typedef struct
{
  TgTableListFunc  func;
  char            *argument;
} Reading;

static void read_again (TgStore    *store,
                        GListStore *list);

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->argument);
  g_free (query);
}

static Query *
get_query (GListStore *list)
{
  return g_object_get_data (G_OBJECT (list), "tg-query");
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->argument);
  g_free (reading);
}

static gpointer
run_reading (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const Reading *reading = data;

  return reading->func (conn, reading->argument, error);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GListStore) list = user_data;
  Query *query = get_query (list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tg_store_read_finish (TG_STORE (source), result, &error);

  query->is_reading = FALSE;
  query->is_filled = TRUE;
  if (items != NULL)
    g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata,
                         items->len);
  else
    g_debug ("A list can't be read: %s", error->message);
  if (query->again)
    {
      query->again = FALSE;
      read_again (TG_STORE (source), list);
    }
}

static void
read_again (TgStore    *store,
            GListStore *list)
{
  Query *query = get_query (list);
  TgStoreJob job = { run_reading, NULL, reading_free, (GDestroyNotify) g_ptr_array_unref };
  Reading *reading;

  if (query->is_reading)
    {
      query->again = TRUE;
      return;
    }
  query->is_reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->func = query->func;
  reading->argument = g_strdup (query->argument);
  job.data = reading;
  tg_store_read_async (store, &job, NULL, on_read, g_object_ref (list));
}

static void
on_changed (TgStore    *store,
            guint       changes,
            GListStore *list)
{
  if ((changes & get_query (list)->changes) != 0)
    read_again (store, list);
}

GListModel *
tg_table_list_new (TgStore         *store,
                   GType            item_type,
                   guint            changes,
                   TgTableListFunc  func,
                   const char      *argument)
{
  GListStore *list = g_list_store_new (item_type);
  Query *query = g_new0 (Query, 1);

  query->func = func;
  query->argument = g_strdup (argument);
  query->changes = changes;
  g_object_set_data_full (G_OBJECT (list), "tg-query", query, query_free);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), list, 0);
  read_again (store, list);
  return G_LIST_MODEL (list);
}

gboolean
tg_table_list_is_filled (GListModel *list)
{
  const Query *query = G_IS_LIST_STORE (list) ? get_query (G_LIST_STORE (list)) : NULL;

  return query == NULL || query->is_filled;
}
