/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-surroundings.h"

#include "tg-beside.h"
#include "tg-enterprise-table.h"
#include "tg-fact-table.h"
#include "tg-form-version.h"
#include "tg-lookup-table.h"

/* What is not there is left out: to a rule it is empty. */

/* The fields by which one document names another. */
static const struct
{
  const char *field;
  const char *fact;
} named[] = {
  { "order_no", "order" },
  { "logistics_no", "waybill" },
  { "pay_no", "payment" },
};

static gboolean
add_numbered (GHashTable         *others,
              TgStoreConnection  *conn,
              const char         *key,
              const char         *fact,
              const char         *number,
              GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFactRecord) found = NULL;
  g_autoptr (TgFactRecord) full = NULL;

  if (number[0] == '\0' || g_hash_table_contains (others, key))
    return TRUE;
  found = tg_fact_table_find_number (conn, fact, number, &local);
  if (found != NULL)
    full = tg_fact_table_load (conn, found->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (full != NULL)
    g_hash_table_insert (others, g_strdup (key), tg_document_ref (full->document));
  return TRUE;
}

/* A thousand lines of three goods read three facts. */
static gboolean
add_joined (GHashTable         *others,
            TgStoreConnection  *conn,
            const TgTable      *table,
            const TgDocument   *document,
            GError            **error)
{
  g_autoptr (GHashTable) by_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) tg_document_unref);

  for (guint i = 0; i < tg_document_get_n_lines (document, table->key); i++)
    {
      const char *number = tg_document_get_cell (document, table->key, i, table->join_field);
      const char *line = tg_document_get_line_id (document, table->key, i);
      TgDocument *joined;

      if (!add_numbered (by_number, conn, number, table->join_fact, number, error))
        return FALSE;
      joined = g_hash_table_lookup (by_number, number);
      if (joined != NULL)
        g_hash_table_insert (others, g_strdup_printf ("fact.%s/%s", table->join_fact, line),
                             tg_document_ref (joined));
    }
  return TRUE;
}

/* Payment and waybill carry the number of their order. */
static gboolean
add_of_order (GHashTable         *others,
              TgStoreConnection  *conn,
              const char         *order_no,
              GError            **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (order_no[0] == '\0')
    return TRUE;
  ids = tg_lookup_table_find (conn, "order_no", order_no, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (TgFactRecord) fact = tg_fact_table_load (conn, ids->pdata[i], NULL);
      g_autofree char *key = fact != NULL ? g_strconcat ("other.", fact->type, NULL) : NULL;

      if (fact != NULL && !g_hash_table_contains (others, key))
        g_hash_table_insert (others, g_steal_pointer (&key), tg_document_ref (fact->document));
    }
  return ids != NULL;
}

static gboolean
add_enterprise (GHashTable         *others,
                TgStoreConnection  *conn,
                const char         *id,
                GError            **error)
{
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autoptr (TgFactRecord) fact = NULL;

  if (id == NULL || id[0] == '\0')
    return TRUE;
  enterprise = tg_enterprise_table_load (conn, id, error);
  if (enterprise == NULL)
    return FALSE;
  if (enterprise->fact[0] != '\0')
    fact = tg_fact_table_load (conn, enterprise->fact, NULL);
  if (fact != NULL)
    g_hash_table_insert (others, g_strconcat ("fact.", fact->type, NULL),
                         tg_document_ref (fact->document));
  return TRUE;
}

static gboolean
add_tables (GHashTable         *others,
            TgStoreConnection  *conn,
            const TgForm       *form,
            const TgDocument   *document,
            GError            **error)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgTable *table = ((TgSection *) form->sections->pdata[i])->table;

      if (table != NULL && table->join_fact != NULL &&
          !add_joined (others, conn, table, document, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_facts (GHashTable          *others,
           TgStoreConnection   *conn,
           const TgSurrounded  *about,
           GError             **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_autofree char *key = g_strconcat ("other.", named[i].fact, NULL);

      /* A fact does not stand beside itself. */
      if (!g_str_equal (about->form->id, named[i].fact) &&
          !add_numbered (others, conn, key, named[i].fact,
                         tg_document_get (about->document, named[i].field), error))
        return FALSE;
    }
  return add_of_order (others, conn, tg_document_get (about->document, "order_no"), error);
}

GHashTable *
tg_surroundings_load (TgStoreConnection   *conn,
                      const TgSurrounded  *about,
                      GError             **error)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) tg_document_unref);
  g_autoptr (GPtrArray) sets = tg_form_version_list_sets (about->catalogue, about->form,
                                                          about->document, about->today);
  TgBeside beside = { conn, about, sets, others };

  if (!add_enterprise (others, conn, about->enterprise, error) ||
      !add_tables (others, conn, about->form, about->document, error) ||
      !add_facts (others, conn, about, error) || !tg_beside_add (&beside, error) ||
      !tg_beside_gather (&beside, error) || !tg_beside_add_money (&beside, error))
    return NULL;
  return g_steal_pointer (&others);
}

static gboolean
is_joining (const TgForm *form,
            const char   *path)
{
  g_autofree char *table_key = NULL;
  g_autofree char *field = NULL;
  const TgTable *table;

  if (!tg_path_split (path, &table_key, NULL, &field) || table_key == NULL)
    return FALSE;
  table = tg_form_find_table (form, table_key);
  return table != NULL && g_strcmp0 (table->join_field, field) == 0;
}

gboolean
tg_surroundings_follow (const TgForm *form,
                        const char   *path)
{
  g_autofree char *table = NULL;
  g_autofree char *field = NULL;
  g_autofree char *column = NULL;

  if (path[0] == '\0' || is_joining (form, path) || tg_beside_moves (form, path))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (path, named[i].field))
      return TRUE;
  if (!tg_path_split (path, &table, NULL, &field))
    return FALSE;
  column = table != NULL ? g_strjoin ("/", table, field, NULL) : g_strdup (path);
  return tg_form_version_is_dated_by (form, column) || tg_beside_names (form, column);
}
