/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-relations.h"

#include "tg-fact-table.h"
#include "tg-link-table.h"
#include "tg-workspace-private.h"

/* The links of one document with the heads of those that they lead to. A document that is gone, or
 * that is no document (a posting of an account), is left out. */

/* An enterprise is used in thousands of filings: the newest of them are enough to look at. */
#define MOST 200

typedef struct
{
  TgCatalogue *catalogue;
  char        *id;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  tg_catalogue_unref (listing->catalogue);
  g_free (listing->id);
  g_free (listing);
}

static TgRelation *
describe_fact (const Listing      *listing,
               const TgFactRecord *fact,
               gboolean            is_source)
{
  const TgForm *form = tg_catalogue_find_fact (listing->catalogue, fact->type, fact->version);
  TgRelationFields fields = {
    .id = fact->id, .kind = fact->type,
    .title = form != NULL ? tg_text_get (form->title) : fact->type,
    .number = fact->number, .summary = fact->summary, .is_source = is_source, .is_fact = TRUE,
  };

  return tg_relation_new (&fields);
}

static TgRelation *
describe_filing (const Listing        *listing,
                 const TgFilingRecord *filing,
                 gboolean              is_source)
{
  const TgForm *form = tg_catalogue_find (listing->catalogue, filing->form, filing->version);
  TgRelationFields fields = {
    .id = filing->id, .kind = filing->form,
    .title = form != NULL ? tg_text_get (form->title) : filing->form,
    .number = filing->number, .summary = filing->summary, .is_source = is_source,
    .filing_state = filing->state, .attempt_state = filing->attempt_state,
  };

  return tg_relation_new (&fields);
}

static void
add_document (GPtrArray         *relations,
              TgStoreConnection *conn,
              const Listing     *listing,
              const char        *id,
              gboolean           is_source)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgFactRecord) fact = NULL;

  if (filing != NULL)
    {
      g_ptr_array_add (relations, describe_filing (listing, filing, is_source));
      return;
    }
  fact = tg_fact_table_load (conn, id, NULL);
  if (fact != NULL)
    g_ptr_array_add (relations, describe_fact (listing, fact, is_source));
}

static gboolean
add_links (GPtrArray          *relations,
           TgStoreConnection  *conn,
           const Listing      *listing,
           gboolean            is_source,
           GError            **error)
{
  g_autoptr (GPtrArray) links = is_source
                                ? tg_link_table_list_sources (conn, listing->id, error)
                                : tg_link_table_list_targets (conn, listing->id, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (links == NULL)
    return FALSE;
  for (guint i = links->len; i > 0 && g_hash_table_size (seen) < MOST; i--)
    {
      const TgLink *link = links->pdata[i - 1];
      const char *id = is_source ? link->source : link->target;

      if (g_hash_table_add (seen, (char *) id))
        add_document (relations, conn, listing, id, is_source);
    }
  return TRUE;
}

/* In the order in which a sale goes. */
static int
get_rank (const char *kind)
{
  static const char * const kinds[] = { "enterprise", "seller", "order", "payment", "waybill",
                                        "goods", "purchase-invoice", "declaration", NULL };
  int rank = 0;

  while (kinds[rank] != NULL && !g_str_equal (kinds[rank], kind))
    rank++;
  return rank;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TgRelationFields *x = tg_relation_get_fields (*(TgRelation * const *) a);
  const TgRelationFields *y = tg_relation_get_fields (*(TgRelation * const *) b);

  if (x->is_source != y->is_source)
    return x->is_source ? -1 : 1;
  if (get_rank (x->kind) != get_rank (y->kind))
    return get_rank (x->kind) - get_rank (y->kind);
  return g_strcmp0 (x->number, y->number);
}

static gpointer
run_listing (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_links (relations, conn, data, TRUE, error) ||
      !add_links (relations, conn, data, FALSE, error))
    return NULL;
  g_ptr_array_sort (relations, compare);
  return g_steal_pointer (&relations);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) relations = tg_store_read_finish (TG_STORE (source), result, &error);
  GListStore *list;

  if (relations == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  list = g_list_store_new (TG_TYPE_RELATION);
  g_list_store_splice (list, 0, 0, relations->pdata, relations->len);
  g_task_return_pointer (task, list, g_object_unref);
}

void
tg_workspace_list_relations_async (TgWorkspace         *self,
                                   const char          *id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  TgStoreJob job = { run_listing, NULL, listing_free, (GDestroyNotify) g_ptr_array_unref };
  Listing *listing;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_relations_async);
  listing = g_new0 (Listing, 1);
  listing->catalogue = tg_catalogue_ref (self->catalogue);
  listing->id = g_strdup (id);
  job.data = listing;
  tg_store_read_async (self->store, &job, cancellable, on_listed, task);
}

GListModel *
tg_workspace_list_relations_finish (TgWorkspace   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
