/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-match.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-fact-table.h"
#include "tg-lookup-table.h"
#include "tg-sale-match-private.h"
#include "tg-surroundings.h"
#include "tg-workspace-private.h"

/* The reader finds the documents by the order number that they bear, and what else stands beside
 * the order, for the rules that say which documents the sale needs; they are compared on the main
 * thread, a sale has a handful of them. */

static const struct
{
  const char *kind;
  gboolean    is_fact;
  const char *other;      /* what the rules call it */
} legs[TG_N_LEGS] = {
  [TG_LEG_ORDER] = { "order", TRUE, "other.order" },
  [TG_LEG_PAYMENT] = { "payment", TRUE, "other.payment" },
  [TG_LEG_WAYBILL] = { "waybill", TRUE, "other.waybill" },
  [TG_LEG_LIST] = { "customs.export-list", FALSE, "other.list" },
};

#define RULES "three-legs"
#define ROUTING "routing"

/* What the reader is asked for. */
typedef struct
{
  char        *order_no;
  TgCatalogue *catalogue;
  char        *today;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_free (finding->order_no);
  g_free (finding->today);
  tg_catalogue_unref (finding->catalogue);
  g_free (finding);
}

typedef struct
{
  TgSaleSource  sources[TG_N_LEGS];
  gint64        created[TG_N_LEGS];
  GHashTable   *beside;               /* beside the order */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  for (guint i = 0; i < TG_N_LEGS; i++)
    {
      g_clear_pointer (&found->sources[i].document, tg_document_unref);
      g_free (found->sources[i].id);
      g_free (found->sources[i].number);
    }
  g_clear_pointer (&found->beside, g_hash_table_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* Of two of a kind the newer one counts. */
static void
take (Found      *found,
      TgLeg       leg,
      const char *id,
      const char *number,
      TgDocument *document,
      gint64      created)
{
  TgSaleSource *source = &found->sources[leg];

  if (source->document != NULL && found->created[leg] >= created)
    return;
  g_clear_pointer (&source->document, tg_document_unref);
  g_free (source->id);
  g_free (source->number);
  source->document = tg_document_ref (document);
  source->id = g_strdup (id);
  source->number = g_strdup (number);
  found->created[leg] = created;
}

static void
take_fact (Found              *found,
           const TgFactRecord *fact)
{
  for (TgLeg leg = TG_LEG_ORDER; leg < TG_N_LEGS; leg++)
    if (legs[leg].is_fact && g_str_equal (legs[leg].kind, fact->type))
      take (found, leg, fact->id, fact->number, fact->document, fact->created);
}

static gboolean
take_document (Found              *found,
               TgStoreConnection  *conn,
               const char         *id,
               GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgFilingRecord) full = NULL;
  g_autoptr (TgFactRecord) fact = NULL;

  if (filing == NULL)
    {
      fact = tg_fact_table_load (conn, id, NULL);
      if (fact != NULL)
        take_fact (found, fact);
      return TRUE;
    }
  if (!g_str_equal (filing->form, legs[TG_LEG_LIST].kind) ||
      filing->state == TG_FILING_WITHDRAWN)
    return TRUE;
  full = tg_filing_table_load (conn, id, error);
  if (full == NULL)
    return FALSE;
  take (found, TG_LEG_LIST, full->id, full->number, full->document, full->created);
  return TRUE;
}

static gboolean
load_beside (Found              *found,
             TgStoreConnection  *conn,
             const Finding      *finding,
             GError            **error)
{
  const TgSaleSource *order = &found->sources[TG_LEG_ORDER];
  TgForm *form = tg_catalogue_find_fact (finding->catalogue, legs[TG_LEG_ORDER].kind, 0);
  TgSurrounded about = {
    finding->catalogue, tg_catalogue_get_rules (finding->catalogue, form), form, order->document,
    order->id, "", finding->today,
  };

  found->beside = tg_surroundings_load (conn, &about, error);
  return found->beside != NULL;
}

static gpointer
run_find (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Finding *finding = data;
  g_autoptr (Found) found = g_new0 (Found, 1);
  g_autoptr (GPtrArray) ids = tg_lookup_table_find (conn, "order_no", finding->order_no, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!take_document (found, conn, ids->pdata[i], error))
      return NULL;
  if (found->sources[TG_LEG_ORDER].document != NULL)
    return load_beside (found, conn, finding, error) ? g_steal_pointer (&found) : NULL;
  g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("There is no order with the number %s"),
               finding->order_no);
  return NULL;
}

/* ---- comparing ---- */

/* `today` for what has no document to say its version. */
static const TgForm *
find_form (TgWorkspace *self,
           TgLeg        leg,
           const char  *today)
{
  return legs[leg].is_fact ? tg_catalogue_find_fact (self->catalogue, legs[leg].kind, 0)
         : tg_catalogue_find_on (self->catalogue, legs[leg].kind, today);
}

static GPtrArray *
check_rules (TgWorkspace *self,
             const char  *name,
             GHashTable  *beside,     /* nullable */
             const Found *found,
             const char  *today)
{
  TgForm *set = tg_catalogue_find_set (self->catalogue, name, today);
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, other;
  g_autoptr (TgDocument) nothing = tg_document_new ();
  TgRulesContext context = { today, TG_CODE_LOOKUP (self->codes), others };

  if (set == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  if (beside != NULL)
    g_hash_table_iter_init (&iter, beside);
  while (beside != NULL && g_hash_table_iter_next (&iter, &key, &other))
    g_hash_table_insert (others, key, other);
  for (TgLeg leg = TG_LEG_ORDER; leg < TG_N_LEGS; leg++)
    if (found->sources[leg].document != NULL)
      g_hash_table_insert (others, (char *) legs[leg].other, found->sources[leg].document);
  return tg_rules_check (tg_catalogue_get_rules (self->catalogue, set), nothing, &context);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  g_autofree char *today = tg_clock_dup_today (self->clock);
  GError *error = NULL;
  g_autoptr (Found) found = tg_store_read_finish (TG_STORE (source), result, &error);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) routes = NULL;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (TgLeg leg = TG_LEG_ORDER; leg < TG_N_LEGS; leg++)
    {
      found->sources[leg].form = find_form (self, leg, today);
      if (found->sources[leg].form == NULL)
        {
          g_task_return_new_error (task, TG_ERROR, TG_ERROR_UNSUPPORTED,
                                   "The form %s is not installed", legs[leg].kind);
          return;
        }
    }
  issues = check_rules (self, RULES, NULL, found, today);
  routes = check_rules (self, ROUTING, found->beside, found, today);
  g_task_return_pointer (task,
                         tg_sale_match_new (g_task_get_task_data (task), found->sources, issues,
                                            routes, TG_CODE_LOOKUP (self->codes), today),
                         g_object_unref);
}

void
tg_workspace_match_sale_async (TgWorkspace         *self,
                               const char          *order_no,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  TgStoreJob job = { run_find, NULL, finding_free, found_free };
  Finding *finding;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_match_sale_async);
  g_task_set_task_data (task, g_strdup (order_no), g_free);
  finding = g_new0 (Finding, 1);
  finding->order_no = g_strdup (order_no);
  finding->catalogue = tg_catalogue_ref (self->catalogue);
  finding->today = tg_clock_dup_today (self->clock);
  job.data = finding;
  tg_store_read_async (self->store, &job, cancellable, on_found, task);
}

TgSaleMatch *
tg_workspace_match_sale_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
