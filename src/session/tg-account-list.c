/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-list.h"

#include "tg-account-row.h"
#include "tg-account-table.h"

/* Accounts as rows. Of a number nothing but its end leaves this file. */

#define SHOWN_DIGITS 4

typedef struct
{
  char *enterprise;
  char *id;
} Query;

static gpointer
query_copy (gpointer data)
{
  const Query *query = data;
  Query *copy = g_new0 (Query, 1);

  copy->enterprise = g_strdup (query->enterprise);
  copy->id = g_strdup (query->id);
  return copy;
}

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->enterprise);
  g_free (query->id);
  g_free (query);
}

static GArray *
list_rids (TgStoreConnection  *conn,
           gpointer            data,
           guint               limit,
           GError            **error)
{
  const Query *query = data;
  g_autoptr (TgAccount) account = NULL;
  g_autoptr (GError) local = NULL;
  GArray *rids;

  if (query->id[0] == '\0')
    return tg_account_table_list_ids (conn, query->enterprise, limit, error);
  account = tg_account_table_find_id (conn, query->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  rids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (account != NULL)
    g_array_append_val (rids, account->rid);
  return rids;
}

static gint64
get_rid (gpointer record)
{
  return ((TgAccount *) record)->rid;
}

static GObject *
new_row (void)
{
  return G_OBJECT (tg_account_row_new (""));
}

/* "···· 0019": of a short number less. */
static char *
dup_end (const char *number)
{
  gint64 length = g_utf8_strlen (number, -1);
  gint64 shown = MIN (SHOWN_DIGITS, length / 2);

  return g_strconcat ("···· ", g_utf8_offset_to_pointer (number, length - shown), NULL);
}

static char *
dup_kind (TgCodeLookup *codes,
          const char   *kind)
{
  g_autoptr (TgCodeRow) row = NULL;

  if (kind[0] != '\0')
    row = tg_code_lookup_find (codes, "forex_account_kind", kind, NULL);
  return g_strdup (row != NULL ? tg_code_row_get_name (row) : kind);
}

static void
fill (GObject  *row,
      gpointer  data,
      gpointer  codes)
{
  const TgAccount *account = data;
  g_autofree char *end = dup_end (account->number);
  g_autofree char *kind = dup_kind (codes, account->kind);
  TgAccountRowFields fields = {
    .enterprise = account->enterprise, .number = end, .currency = account->currency, .kind = kind,
    .bank = account->bank, .balance = account->balance, .stated = account->stated,
    .last = account->last, .is_begun = account->is_begun, .filing = account->filing,
  };

  tg_stored_row_set_id (TG_STORED_ROW (row), account->id);
  tg_account_row_fill (TG_ACCOUNT_ROW (row), &fields);
}

GListModel *
tg_account_list_new (TgStore      *store,
                     TgCodeLookup *codes,
                     const char   *enterprise,
                     const char   *id)
{
  static TgRowSource source;
  const Query query = { (char *) enterprise, (char *) id };

  source = (TgRowSource) {
    TG_TYPE_ACCOUNT_ROW, TG_STORE_CHANGE_ACCOUNTS, list_rids, tg_account_table_load, get_rid,
    new_row, fill,
  };
  return G_LIST_MODEL (tg_row_list_new (store, &source, query_copy ((gpointer) &query), query_copy,
                                        query_free, codes));
}
