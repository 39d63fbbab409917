/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-table.h"

#include "tg-json.h"
#include "tg-store-private.h"

/* Forex accounts and what moved on them, from the window's `account` events. Numbers,
 * counterparties and references are sealed; an account is known by the keyed hash of its number.
 * Writer and reader. */

#define ACCOUNT_COLUMNS \
  "SELECT id, enterprise, filing, number, currency, balance, updated FROM account "
#define POSTING_COLUMNS \
  "SELECT id, account, kind, currency, amount, balance, details, at FROM posting "

gboolean
tg_account_table_put (TgStoreConnection  *conn,
                      TgAccount          *account,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *id = tg_sealer_hash (conn->sealer, "account", account->number);
  g_autofree char *place = tg_store_place ("account", id, "number");

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO account (id, enterprise, filing, number, currency, balance,"
                      " opened, updated)"
                      " VALUES (:id, :enterprise, :filing, :number, :currency, :balance, :now,"
                      " :now)"
                      " ON CONFLICT (id) DO UPDATE SET updated = excluded.updated,"
                      " enterprise = CASE excluded.enterprise WHEN '' THEN enterprise"
                      " ELSE excluded.enterprise END,"
                      " filing = CASE excluded.filing WHEN '' THEN filing ELSE excluded.filing END,"
                      " currency = CASE excluded.currency WHEN '' THEN currency"
                      " ELSE excluded.currency END", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":enterprise", account->enterprise != NULL ? account->enterprise : "");
  tg_db_bind_text (st, ":filing", account->filing != NULL ? account->filing : "");
  tg_db_bind_text (st, ":currency", account->currency != NULL ? account->currency : "");
  tg_db_bind_text (st, ":balance", account->balance != NULL ? account->balance : "");
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  if (!tg_store_bind_sealed (conn, st, ":number", place, account->number, error) ||
      !tg_db_run (st, error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  g_free (account->id);
  account->id = g_steal_pointer (&id);
  return TRUE;
}

/* The sealed part of a posting. */
static char *
details_to_json (const TgPosting *posting)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "counterparty",
                                 posting->counterparty != NULL ? posting->counterparty : "");
  json_object_set_string_member (object, "reference",
                                 posting->reference != NULL ? posting->reference : "");
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static gboolean
details_from_json (TgPosting   *posting,
                   const char  *json,
                   GError     **error)
{
  g_autoptr (JsonNode) node = tg_json_parse (json, -1, &TG_JSON_LIMITS_DEFAULT, error);
  JsonObject *object;

  if (node == NULL)
    return FALSE;

  object = json_node_get_object (node);
  posting->counterparty = g_strdup (tg_json_get_string (object, "counterparty", ""));
  posting->reference = g_strdup (tg_json_get_string (object, "reference", ""));
  return TRUE;
}

static gboolean
set_balance (TgStoreConnection  *conn,
             const TgPosting    *posting,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "UPDATE account SET balance = :balance, updated = :now WHERE id = :account",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":balance", posting->balance);
  tg_db_bind_text (st, ":account", posting->account);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_account_table_add_posting (TgStoreConnection  *conn,
                              const TgPosting    *posting,
                              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("posting", posting->id, "details");
  g_autofree char *details = details_to_json (posting);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO posting (id, account, kind, currency, amount, amount_units,"
                      " balance, details,"
                      " at, received) VALUES (:id, :account, :kind, :currency, :amount,"
                      " :amount_units, :balance,"
                      " :details, :at, :received) ON CONFLICT (id) DO NOTHING", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", posting->id);
  tg_db_bind_text (st, ":account", posting->account);
  tg_db_bind_text (st, ":kind", posting->kind);
  tg_db_bind_text (st, ":currency", posting->currency);
  tg_db_bind_text (st, ":amount", posting->amount);
  tg_db_bind_int (st, ":amount_units", tg_store_amount_units (posting->amount));
  tg_db_bind_text (st, ":balance", posting->balance);
  tg_db_bind_int (st, ":at", posting->at);
  tg_db_bind_int (st, ":received", tg_store_connection_get_time (conn));
  if (!tg_store_bind_sealed (conn, st, ":details", place, details, error) || !tg_db_run (st, error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  return tg_db_get_changes (conn->db) == 0 || set_balance (conn, posting, error);
}

static TgAccount *
read_account (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  g_autofree char *place = tg_store_place ("account", tg_store_column (st, 0), "number");
  g_autofree char *number = tg_store_open_column (conn, st, 3, place, error);
  TgAccount *account;

  if (number == NULL)
    return NULL;

  account = g_new0 (TgAccount, 1);
  account->id = tg_db_column_dup_text (st, 0);
  account->enterprise = tg_db_column_dup_text (st, 1);
  account->filing = tg_db_column_dup_text (st, 2);
  account->number = g_steal_pointer (&number);
  account->currency = tg_db_column_dup_text (st, 4);
  account->balance = tg_db_column_dup_text (st, 5);
  account->updated = tg_db_column_int (st, 6);
  return account;
}

GPtrArray *
tg_account_table_list (TgStoreConnection  *conn,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) accounts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_account_free);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, ACCOUNT_COLUMNS "ORDER BY rid", error);
  if (st == NULL)
    return NULL;

  while (tg_db_step (st, &has_row, error))
    {
      TgAccount *account;

      if (!has_row)
        return g_steal_pointer (&accounts);
      account = read_account (conn, st, error);
      if (account == NULL)
        return NULL;
      g_ptr_array_add (accounts, account);
    }

  return NULL;
}

static TgPosting *
read_posting (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  g_autoptr (TgPosting) posting = g_new0 (TgPosting, 1);
  g_autofree char *place = tg_store_place ("posting", tg_store_column (st, 0), "details");
  g_autofree char *details = tg_store_open_column (conn, st, 6, place, error);

  if (details == NULL || !details_from_json (posting, details, error))
    return NULL;

  posting->id = tg_db_column_dup_text (st, 0);
  posting->account = tg_db_column_dup_text (st, 1);
  posting->kind = tg_db_column_dup_text (st, 2);
  posting->currency = tg_db_column_dup_text (st, 3);
  posting->amount = tg_db_column_dup_text (st, 4);
  posting->balance = tg_db_column_dup_text (st, 5);
  posting->at = tg_db_column_int (st, 7);
  return g_steal_pointer (&posting);
}

GPtrArray *
tg_account_table_list_postings (TgStoreConnection  *conn,
                                const char         *account,
                                guint               limit,
                                GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) postings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_posting_free);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      POSTING_COLUMNS "WHERE :account = '' OR account = :account"
                      " ORDER BY rid DESC LIMIT :limit", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":account", account != NULL ? account : "");
  tg_db_bind_int (st, ":limit", limit > 0 ? (gint64) limit : -1);
  while (tg_db_step (st, &has_row, error))
    {
      TgPosting *posting;

      if (!has_row)
        return g_steal_pointer (&postings);
      posting = read_posting (conn, st, error);
      if (posting == NULL)
        return NULL;
      g_ptr_array_add (postings, posting);
    }

  return NULL;
}

void
tg_account_free (TgAccount *self)
{
  g_free (self->id);
  g_free (self->enterprise);
  g_free (self->filing);
  g_free (self->number);
  g_free (self->currency);
  g_free (self->balance);
  g_free (self);
}

void
tg_posting_free (TgPosting *self)
{
  g_free (self->id);
  g_free (self->account);
  g_free (self->kind);
  g_free (self->currency);
  g_free (self->amount);
  g_free (self->balance);
  g_free (self->counterparty);
  g_free (self->reference);
  g_free (self);
}
