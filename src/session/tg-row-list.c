/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-row-list.h"

/* The id-array model. Reading: the first page by index with a limit, so that something stands there
 * within a frame, then the whole order. A new order is told by two signals, all gone and all there:
 * with one, GTK asks for every row to find the selected one. An order that did not change is not
 * told; its pages are read again and the rows notify. Rows keep their object as long as somebody
 * holds their page. */

#define MAX_PAGES 64

struct _TgRowList
{
  GObject             parent_instance;

  TgStore            *store;
  const TgRowSource  *source;
  gpointer            query;
  GBoxedCopyFunc      copy_query;
  GDestroyNotify      free_query;
  gpointer            user_data;
  gulong              changed_handler;

  GArray             *rids;          /* of gint64 */
  GHashTable         *pages;         /* page number + 1 → GPtrArray of rows */
  GQueue              page_order;    /* newest first, of page number + 1 */
  GHashTable         *loading;       /* set of page number + 1 */
  guint               generation;
  gboolean            reading;
  gboolean            again;
  gboolean            is_whole;      /* the whole order was read once */
  GPtrArray          *waiting;       /* of GTask with n_rows */
};

enum { FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgRowList, tg_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* One reading: of the order, or of one page. */
typedef struct
{
  const TgRowSource *source;
  gpointer           query;
  GDestroyNotify     free_query;
  guint              limit;
  gint64            *rids;
  guint              n_rids;
  guint              page;
  guint              generation;
} Reading;

static void read_order (TgRowList *self,
                        guint      limit);

static void
reading_free (Reading *self)
{
  if (self->query != NULL)
    self->free_query (self->query);
  g_free (self->rids);
  g_free (self);
}

/* ---- pages ---- */

static void
forget_pages (TgRowList *self)
{
  g_hash_table_remove_all (self->pages);
  g_hash_table_remove_all (self->loading);
  g_queue_clear (&self->page_order);
}

static gpointer
run_load (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Reading *reading = data;

  return reading->source->load (conn, reading->rids, reading->n_rids, error);
}

static void
fill_page (TgRowList     *self,
           GPtrArray     *rows,
           const Reading *reading,
           GPtrArray     *records)
{
  guint next = 0;

  for (guint i = 0; i < rows->len && i < reading->n_rids && next < records->len; i++)
    {
      gpointer record = records->pdata[next];

      if (self->source->get_rid != NULL && self->source->get_rid (record) != reading->rids[i])
        continue;
      self->source->fill (rows->pdata[i], record, self->user_data);
      next++;
    }
}

static gboolean
is_ready (TgRowList *self,
          guint      n_rows)
{
  guint wanted = MIN (n_rows, self->rids->len);

  if (!self->is_whole)
    return FALSE;
  for (guint page = 0; page * TG_ROW_PAGE < wanted; page++)
    {
      gpointer key = GUINT_TO_POINTER (page + 1);

      if (!g_hash_table_contains (self->pages, key) || g_hash_table_contains (self->loading, key))
        return FALSE;
    }
  return TRUE;
}

static void
answer_waiting (TgRowList    *self,
                const GError *error)
{
  for (guint i = self->waiting->len; i > 0; i--)
    {
      GTask *task = self->waiting->pdata[i - 1];

      if (error == NULL && !is_ready (self, GPOINTER_TO_UINT (g_task_get_task_data (task))))
        continue;
      task = g_ptr_array_steal_index (self->waiting, i - 1);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
tell_failure (TgRowList *self,
              GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  answer_waiting (self, error);
}

static void
on_page_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgRowList *self = g_task_get_source_object (task);
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = tg_store_read_finish (TG_STORE (source), result, &error);
  gpointer key = GUINT_TO_POINTER (reading->page + 1);
  GPtrArray *rows;

  if (reading->generation != self->generation)
    return;
  g_hash_table_remove (self->loading, key);
  rows = g_hash_table_lookup (self->pages, key);
  if (records == NULL)
    tell_failure (self, error);
  else if (rows != NULL)
    {
      fill_page (self, rows, reading, records);
      answer_waiting (self, NULL);
    }
}

static void
load_page (TgRowList *self,
           guint      page)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_load, NULL, NULL, (GDestroyNotify) g_ptr_array_unref };
  Reading *reading;
  guint first = page * TG_ROW_PAGE;

  if (!g_hash_table_add (self->loading, GUINT_TO_POINTER (page + 1)))
    return;
  reading = g_new0 (Reading, 1);
  reading->source = self->source;
  reading->page = page;
  reading->generation = self->generation;
  reading->n_rids = MIN (TG_ROW_PAGE, self->rids->len - first);
  reading->rids = g_memdup2 (&g_array_index (self->rids, gint64, first),
                             reading->n_rids * sizeof (gint64));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  job.data = reading;
  tg_store_read_async (self->store, &job, NULL, on_page_loaded, g_steal_pointer (&task));
}

static GPtrArray *
get_page (TgRowList *self,
          guint      page)
{
  gpointer key = GUINT_TO_POINTER (page + 1);
  GPtrArray *rows = g_hash_table_lookup (self->pages, key);
  guint n_rows;

  if (rows != NULL)
    return rows;
  n_rows = MIN (TG_ROW_PAGE, self->rids->len - page * TG_ROW_PAGE);
  rows = g_ptr_array_new_full (n_rows, g_object_unref);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, self->source->new_row ());
  g_hash_table_insert (self->pages, key, rows);
  g_queue_push_head (&self->page_order, key);
  if (g_queue_get_length (&self->page_order) > MAX_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->page_order));
  load_page (self, page);
  return rows;
}

static void
refresh_pages (TgRowList *self)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (self->pages);

  for (GList *l = keys; l != NULL; l = l->next)
    load_page (self, GPOINTER_TO_UINT (l->data) - 1);
}

/* ---- the order ---- */

static gpointer
run_list (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Reading *reading = data;

  return reading->source->list (conn, reading->query, reading->limit, error);
}

static gboolean
is_same_order (GArray *a,
               GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

static void
take_order (TgRowList *self,
            GArray    *rids)
{
  guint old = self->rids->len;

  self->generation++;
  if (is_same_order (self->rids, rids))
    {
      g_hash_table_remove_all (self->loading);
      refresh_pages (self);
      return;
    }
  g_array_set_size (self->rids, 0);
  forget_pages (self);
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  g_array_unref (self->rids);
  self->rids = g_array_ref (rids);
  if (rids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, rids->len);
}

static void
load_for_waiting (TgRowList *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      guint wanted = GPOINTER_TO_UINT (g_task_get_task_data (self->waiting->pdata[i]));

      for (guint page = 0; page * TG_ROW_PAGE < MIN (wanted, self->rids->len); page++)
        get_page (self, page);
    }
  answer_waiting (self, NULL);
}

static void
on_order_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgRowList *self = g_task_get_source_object (task);
  const Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rids = tg_store_read_finish (TG_STORE (source), result, &error);

  self->reading = FALSE;
  if (rids == NULL)
    {
      tell_failure (self, error);
      return;
    }
  if (!self->again)
    take_order (self, rids);
  if (self->again || (reading->limit > 0 && rids->len == reading->limit))
    {
      self->again = FALSE;
      read_order (self, 0);
      return;
    }
  self->is_whole = TRUE;
  load_for_waiting (self);
}

static void
read_order (TgRowList *self,
            guint      limit)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_list, NULL, NULL, (GDestroyNotify) g_array_unref };
  Reading *reading = g_new0 (Reading, 1);

  self->reading = TRUE;
  reading->source = self->source;
  reading->query = self->copy_query (self->query);
  reading->free_query = self->free_query;
  reading->limit = limit;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  job.data = reading;
  tg_store_read_async (self->store, &job, NULL, on_order_read, g_steal_pointer (&task));
}

void
tg_row_list_read_again (TgRowList *self)
{
  g_return_if_fail (TG_IS_ROW_LIST (self));

  if (self->reading)
    self->again = TRUE;
  else
    read_order (self, self->is_whole ? 0 : TG_ROW_PAGE);
}

static void
on_store_changed (TgStore   *store,
                  guint      changes,
                  TgRowList *self)
{
  if ((changes & self->source->changes) != 0)
    tg_row_list_read_again (self);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return TG_ROW_LIST (model)->source->row_type;
}

static guint
get_n_items (GListModel *model)
{
  return TG_ROW_LIST (model)->rids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  TgRowList *self = TG_ROW_LIST (model);
  GPtrArray *rows;

  if (position >= self->rids->len)
    return NULL;
  rows = get_page (self, position / TG_ROW_PAGE);
  return g_object_ref (rows->pdata[position % TG_ROW_PAGE]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- object ---- */

static void
tg_row_list_finalize (GObject *object)
{
  TgRowList *self = TG_ROW_LIST (object);

  g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_object (&self->store);
  self->free_query (self->query);
  g_array_unref (self->rids);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->loading);
  g_queue_clear (&self->page_order);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (tg_row_list_parent_class)->finalize (object);
}

static void
tg_row_list_class_init (TgRowListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_row_list_finalize;
  signals[FAILED] = g_signal_new ("failed", TG_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
tg_row_list_init (TgRowList *self)
{
  self->rids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->loading = g_hash_table_new (NULL, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->page_order);
}

TgRowList *
tg_row_list_new (TgStore           *store,
                 const TgRowSource *source,
                 gpointer           query,
                 GBoxedCopyFunc     copy_query,
                 GDestroyNotify     free_query,
                 gpointer           user_data)
{
  TgRowList *self;

  g_return_val_if_fail (TG_IS_STORE (store), NULL);

  self = g_object_new (TG_TYPE_ROW_LIST, NULL);
  self->store = g_object_ref (store);
  self->source = source;
  self->query = query;
  self->copy_query = copy_query;
  self->free_query = free_query;
  self->user_data = user_data;
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  read_order (self, TG_ROW_PAGE);
  return self;
}

gpointer
tg_row_list_get_query (TgRowList *self)
{
  g_return_val_if_fail (TG_IS_ROW_LIST (self), NULL);

  return self->query;
}

void
tg_row_list_load_async (TgRowList            *self,
                        guint                 n_rows,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_ROW_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_row_list_load_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (n_rows), NULL);
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (!self->reading && self->is_whole)
    load_for_waiting (self);
}

gboolean
tg_row_list_load_finish (TgRowList     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
tg_row_list_is_filled (TgRowList *self)
{
  g_return_val_if_fail (TG_IS_ROW_LIST (self), TRUE);

  return self->is_whole;
}
