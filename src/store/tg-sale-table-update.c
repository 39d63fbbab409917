/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-table.h"

#include "tg-deadline-table.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-link-table.h"
#include "tg-lookup-table.h"
#include "tg-store-private.h"

/* Which rows of the chain board a change touches, and what they are computed from. From what
 * changed one goes up (what it was drawn from, whose order number it bears) to orders, and from
 * each order down to all of its sale. A row's rule is pure and handed in. A change that touches
 * many sales computes a few at once and marks the rest, which tg_sale_table_refresh then does.
 * Writer. */

#define AT_ONCE 32
#define MOST_VISITED 20000

/* The word by which facts and filings name their order. */
#define ORDER_TYPE "order"
#define ORDER_KEY "order_no"

typedef struct
{
  GHashTable *seen;       /* ids */
  GPtrArray  *queue;      /* the same, in the order found */
} Walk;

static void
walk_init (Walk       *walk,
           const char *start)
{
  walk->queue = g_ptr_array_new_with_free_func (g_free);
  walk->seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (walk->queue, g_strdup (start));
  g_hash_table_add (walk->seen, g_ptr_array_index (walk->queue, 0));
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->seen, g_hash_table_unref);
  g_clear_pointer (&walk->queue, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
walk_add (Walk       *walk,
          const char *id)
{
  char *copy;

  if (walk->queue->len >= MOST_VISITED || g_hash_table_contains (walk->seen, id))
    return;

  copy = g_strdup (id);
  g_ptr_array_add (walk->queue, copy);
  g_hash_table_add (walk->seen, copy);
}

static gboolean
is_order (TgStoreConnection  *conn,
          const char         *id,
          gboolean           *result,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db, "SELECT 1 FROM fact WHERE id = :id AND type = '" ORDER_TYPE "'",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  return tg_store_find (st, result, error);
}

/* All that bear one of the order numbers that `id` bears. */
static GPtrArray *
list_of_same_order (TgStoreConnection  *conn,
                    const char         *id,
                    GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "SELECT DISTINCT other.subject FROM lookup mine"
                      " JOIN lookup other ON other.kind = mine.kind AND other.hash = mine.hash"
                      " WHERE mine.subject = :id AND mine.kind = '" ORDER_KEY "'", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":id", id);
  return tg_store_read_texts (st, error);
}

static gboolean
add_same_orders (TgStoreConnection  *conn,
                 Walk               *walk,
                 const char         *id,
                 gboolean            only_orders,
                 GError            **error)
{
  g_autoptr (GPtrArray) others = list_of_same_order (conn, id, error);

  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      const char *other = g_ptr_array_index (others, i);
      gboolean wanted = !only_orders;

      if (only_orders && !is_order (conn, other, &wanted, error))
        return FALSE;
      if (wanted)
        walk_add (walk, other);
    }

  return TRUE;
}

static gboolean
add_sources (TgStoreConnection  *conn,
             Walk               *walk,
             const char         *id,
             GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_sources (conn, id, error);

  if (links == NULL)
    return FALSE;

  for (guint i = 0; i < links->len; i++)
    walk_add (walk, ((TgLink *) g_ptr_array_index (links, i))->source);
  return TRUE;
}

static gboolean
add_targets (TgStoreConnection  *conn,
             Walk               *walk,
             const char         *id,
             GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_targets (conn, id, error);

  if (links == NULL)
    return FALSE;

  for (guint i = 0; i < links->len; i++)
    walk_add (walk, ((TgLink *) g_ptr_array_index (links, i))->target);
  return TRUE;
}

/* Up: the orders whose sales `subject` belongs to. */
static GPtrArray *
find_orders (TgStoreConnection  *conn,
             const char         *subject,
             GError            **error)
{
  g_auto (Walk) walk = { 0 };
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func (g_free);

  walk_init (&walk, subject);
  for (guint i = 0; i < walk.queue->len; i++)
    {
      const char *id = g_ptr_array_index (walk.queue, i);
      gboolean found = FALSE;

      if (!is_order (conn, id, &found, error))
        return NULL;
      if (found)
        g_ptr_array_add (orders, g_strdup (id));
      else if (!add_sources (conn, &walk, id, error) ||
               !add_same_orders (conn, &walk, id, TRUE, error))
        return NULL;
    }

  return g_steal_pointer (&orders);
}

/* What a sale's documents are read into, so that the rule can be lent them. */
typedef struct
{
  GPtrArray *facts;       /* of TgFactRecord */
  GPtrArray *filings;     /* of TgFilingRecord */
  GPtrArray *deadlines;   /* of GPtrArray of TgDeadline, one a fact */
  GArray    *documents;   /* of TgSaleDocument, lent from both */
} Sale;

static void
sale_clear (Sale *sale)
{
  g_clear_pointer (&sale->documents, g_array_unref);
  g_clear_pointer (&sale->facts, g_ptr_array_unref);
  g_clear_pointer (&sale->deadlines, g_ptr_array_unref);
  g_clear_pointer (&sale->filings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sale, sale_clear)

static void
sale_add_fact (Sale         *sale,
               TgFactRecord *fact,
               GPtrArray    *deadlines)
{
  TgSaleDocument document = {
    .id = fact->id,
    .kind = fact->type,
    .is_fact = TRUE,
    /* cppcheck-suppress legacyUninitvar ; the member of that name, not the variable */
    .document = fact->document,
    .deadlines = deadlines,
    .enterprise = fact->enterprise,
    .number = fact->number,
    .summary = fact->summary,
    .amount = fact->amount,
    .currency = fact->currency,
    .date = fact->date,
    .due = "",
    .official_number = "",
  };

  g_ptr_array_add (sale->facts, fact);
  g_ptr_array_add (sale->deadlines, deadlines);
  g_array_append_val (sale->documents, document);
}

static void
sale_add_filing (Sale           *sale,
                 TgFilingRecord *filing)
{
  TgSaleDocument document = {
    .id = filing->id,
    .kind = filing->form,
    .state = filing->state,
    .attempt_state = filing->attempt_state,
    .enterprise = filing->enterprise,
    .number = filing->number,
    .summary = filing->summary,
    .amount = filing->amount,
    .currency = filing->currency,
    .date = filing->date,
    .due = filing->due,
    .official_number = filing->official_number,
  };

  g_ptr_array_add (sale->filings, filing);
  g_array_append_val (sale->documents, document);
}

static gboolean
exists (TgStoreConnection  *conn,
        const char         *sql,
        const char         *id,
        gboolean           *result,
        GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  return tg_store_find (st, result, error);
}

/* Removed ones belong to no sale. */
static gboolean
sale_add (TgStoreConnection  *conn,
          Sale               *sale,
          const char         *id,
          GError            **error)
{
  gboolean is_fact = FALSE;
  gboolean is_filing = FALSE;

  if (!exists (conn, "SELECT 1 FROM fact WHERE id = :id AND removed = 0", id, &is_fact, error) ||
      !exists (conn, "SELECT 1 FROM filing WHERE id = :id AND removed = 0", id, &is_filing, error))
    return FALSE;

  if (is_fact)
    {
      g_autoptr (GPtrArray) deadlines = tg_deadline_table_list_of (conn, id, error);
      TgFactRecord *fact = deadlines == NULL ? NULL : tg_fact_table_load (conn, id, error);

      if (fact == NULL)
        return FALSE;
      sale_add_fact (sale, fact, g_steal_pointer (&deadlines));
    }
  else if (is_filing)
    {
      TgFilingRecord *filing = tg_filing_table_load_record (conn, id, error);

      if (filing == NULL)
        return FALSE;
      sale_add_filing (sale, filing);
    }

  return TRUE;
}

/* Down: everything of the sale of `order`, the order first. */
static gboolean
collect_sale (TgStoreConnection  *conn,
              const char         *order,
              Sale               *sale,
              GError            **error)
{
  g_auto (Walk) walk = { 0 };

  sale->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fact_record_free);
  sale->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_record_free);
  sale->deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  sale->documents = g_array_new (FALSE, FALSE, sizeof (TgSaleDocument));

  walk_init (&walk, order);
  if (!add_same_orders (conn, &walk, order, FALSE, error))
    return FALSE;
  for (guint i = 0; i < walk.queue->len; i++)
    {
      const char *id = g_ptr_array_index (walk.queue, i);

      if (!add_targets (conn, &walk, id, error) || !sale_add (conn, sale, id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
compute_sale (TgStoreConnection  *conn,
              const char         *order,
              GError            **error)
{
  g_auto (Sale) parts = { 0 };
  g_autoptr (TgSale) sale = NULL;
  g_autofree char *today = tg_clock_dup_today (conn->clock);
  TgSaleInput input = { .today = today };

  g_assert (conn->sale_rule != NULL);

  if (!collect_sale (conn, order, &parts, error))
    return FALSE;
  if (parts.documents->len == 0 ||
      g_strcmp0 (g_array_index (parts.documents, TgSaleDocument, 0).id, order) != 0)
    return tg_sale_table_remove (conn, order, error);

  input.order = &g_array_index (parts.documents, TgSaleDocument, 0);
  input.others = input.order + 1;
  input.n_others = parts.documents->len - 1;
  sale = conn->sale_rule (&input);
  return tg_sale_table_put (conn, sale, error);
}

gboolean
tg_sale_table_update (TgStoreConnection  *conn,
                      const char         *subject,
                      GError            **error)
{
  g_autoptr (GPtrArray) orders = NULL;

  tg_store_connection_assert (conn);

  if (conn->sale_rule == NULL)
    return TRUE;
  orders = find_orders (conn, subject, error);
  if (orders == NULL)
    return FALSE;

  for (guint i = 0; i < orders->len; i++)
    {
      const char *order = g_ptr_array_index (orders, i);

      if (i < AT_ONCE ? !compute_sale (conn, order, error) : !tg_sale_table_mark_stale (conn, order,
                                                                                        error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tg_sale_table_refresh (TgStoreConnection  *conn,
                       guint               limit,
                       guint              *left,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  gint64 count;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT id FROM sale WHERE stale = 1 ORDER BY rid LIMIT :limit",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_int (st, ":limit", conn->sale_rule != NULL ? limit : 0);
  orders = tg_store_read_texts (st, error);
  if (orders == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    if (!compute_sale (conn, g_ptr_array_index (orders, i), error))
      return FALSE;
  if (!tg_db_query_int (conn->db, "SELECT count (*) FROM sale WHERE stale = 1", &count, error))
    return FALSE;

  *left = (guint) count;
  return TRUE;
}

gboolean
tg_sale_table_mark_all_stale (TgStoreConnection  *conn,
                              GError            **error)
{
  tg_store_connection_assert (conn);

  return tg_db_exec (conn->db, "UPDATE sale SET stale = 1 WHERE finished = 0", error);
}
