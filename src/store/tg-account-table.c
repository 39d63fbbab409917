/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-table.h"

#include "tg-posting-private.h"

/* The register of accounts. A bank gives one number for several currencies: the first account of a
 * number has the hash of the number as its id, another currency the hash of both. Writer and
 * reader. */

#define ACCOUNT_COLUMNS \
  "SELECT rid, id, enterprise, filing, number, currency, kind, bank, units, balance, stated," \
  " last, updated, begun FROM account "

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

/* ---- reading ---- */

static TgAccount *
read_account (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  g_autofree char *place = tg_store_place ("account", tg_store_column (st, 1), "number");
  g_autofree char *number = tg_store_open_column (conn, st, 4, place, error);
  TgAccount *account;

  if (number == NULL)
    return NULL;

  account = g_new0 (TgAccount, 1);
  account->rid = tg_db_column_int (st, 0);
  account->id = tg_db_column_dup_text (st, 1);
  account->enterprise = tg_db_column_dup_text (st, 2);
  account->filing = tg_db_column_dup_text (st, 3);
  account->number = g_steal_pointer (&number);
  account->currency = tg_db_column_dup_text (st, 5);
  account->kind = tg_db_column_dup_text (st, 6);
  account->bank = tg_db_column_dup_text (st, 7);
  account->balance = tg_posting_units_to_text (tg_db_column_int (st, 8));
  account->stated = tg_db_column_dup_text (st, 9);
  account->stated_at = tg_db_column_int (st, 10);
  account->last = tg_db_column_dup_text (st, 11);
  account->updated = tg_db_column_int (st, 12);
  account->is_begun = tg_db_column_int (st, 13) != 0;
  return account;
}

static TgAccount *
read_one (TgStoreConnection  *conn,
          TgDbStatement      *st,
          GError            **error)
{
  gboolean has_row = FALSE;

  if (!tg_db_step (st, &has_row, error) || !has_row)
    return NULL;
  return read_account (conn, st, error);
}

TgAccount *
tg_account_table_find_id (TgStoreConnection  *conn,
                          const char         *id,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, ACCOUNT_COLUMNS "WHERE id = :id", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":id", id);
  return read_one (conn, st, error);
}

static char *
hash_number (TgStoreConnection *conn,
             const char        *number,
             const char        *currency)
{
  g_autofree char *both = g_strdup_printf ("%s %s", number, text_of (currency));

  return tg_sealer_hash (conn->sealer, "account", currency != NULL ? both : number);
}

TgAccount *
tg_account_table_find (TgStoreConnection  *conn,
                       const char         *number,
                       const char         *currency,
                       GError            **error)
{
  g_autofree char *first = hash_number (conn, number, NULL);
  g_autofree char *other = NULL;
  g_autoptr (TgAccount) account = tg_account_table_find_id (conn, first, error);

  if (account == NULL || currency == NULL || currency[0] == '\0' || account->currency[0] == '\0' ||
      g_str_equal (account->currency, currency))
    return g_steal_pointer (&account);
  other = hash_number (conn, number, currency);
  return tg_account_table_find_id (conn, other, error);
}

GArray *
tg_account_table_list_ids (TgStoreConnection  *conn,
                           const char         *enterprise,
                           guint               limit,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT rid FROM account WHERE :enterprise = '' OR enterprise = :enterprise"
                      " ORDER BY last DESC, rid LIMIT :limit", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":enterprise", text_of (enterprise));
  tg_db_bind_int (st, ":limit", limit > 0 ? (gint64) limit : -1);
  return tg_store_read_ints (st, error);
}

GPtrArray *
tg_account_table_load (TgStoreConnection  *conn,
                       const gint64       *rids,
                       guint               n_rids,
                       GError            **error)
{
  g_autoptr (GPtrArray) accounts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_account_free);

  tg_store_connection_assert (conn);

  for (guint i = 0; i < n_rids; i++)
    {
      g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, ACCOUNT_COLUMNS "WHERE rid = :rid",
                                                    error);
      g_autoptr (GError) local = NULL;
      TgAccount *account;

      if (st == NULL)
        return NULL;
      tg_db_bind_int (st, ":rid", rids[i]);
      account = read_one (conn, st, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (account != NULL)
        g_ptr_array_add (accounts, account);
    }
  return g_steal_pointer (&accounts);
}

GPtrArray *
tg_account_table_list_opened (TgStoreConnection  *conn,
                              const char         *filing,
                              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db, "SELECT id FROM account WHERE filing = :filing AND filing <> ''",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":filing", filing);
  return tg_store_read_texts (st, error);
}

/* ---- writing ---- */

static gboolean
insert (TgStoreConnection  *conn,
        const TgAccount    *account,
        gint64              opening,
        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("account", account->id, "number");

  st = tg_db_prepare (conn->db,
                      "INSERT INTO account (id, number, currency, balance, opening, units, opened,"
                      " updated) VALUES (:id, :number, :currency, '', :opening, :opening, :now,"
                      " :now)", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", account->id);
  tg_db_bind_text (st, ":currency", text_of (account->currency));
  tg_db_bind_int (st, ":opening", opening);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_store_bind_sealed (conn, st, ":number", place, account->number, error) &&
         tg_db_run (st, error);
}

/* What is given goes over what was there. */
static gboolean
update (TgStoreConnection  *conn,
        const TgAccount    *account,
        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "UPDATE account SET updated = :now,"
                      " enterprise = CASE :enterprise WHEN '' THEN enterprise ELSE :enterprise END,"
                      " filing = CASE WHEN :filing <> '' AND (:begun OR filing = '') THEN :filing"
                      " ELSE filing END,"
                      " currency = CASE currency WHEN '' THEN :currency ELSE currency END,"
                      " kind = CASE :kind WHEN '' THEN kind ELSE :kind END,"
                      " bank = CASE :bank WHEN '' THEN bank ELSE :bank END,"
                      " begun = MAX(begun, :begun),"
                      " balance = CASE :stated WHEN '' THEN balance ELSE :stated END,"
                      " stated = CASE :stated WHEN '' THEN stated ELSE :at END"
                      " WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", account->id);
  tg_db_bind_text (st, ":enterprise", text_of (account->enterprise));
  tg_db_bind_text (st, ":filing", text_of (account->filing));
  tg_db_bind_text (st, ":currency", text_of (account->currency));
  tg_db_bind_text (st, ":kind", text_of (account->kind));
  tg_db_bind_text (st, ":bank", text_of (account->bank));
  tg_db_bind_text (st, ":stated", text_of (account->stated));
  tg_db_bind_int (st, ":begun", account->is_begun || text_of (account->stated)[0] != '\0');
  tg_db_bind_int (st, ":at", account->stated_at);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

/* The first of its number, or one in another currency. */
static char *
dup_new_id (TgStoreConnection *conn,
            const TgAccount   *account)
{
  g_autofree char *first = hash_number (conn, account->number, NULL);
  g_autoptr (TgAccount) there = tg_account_table_find_id (conn, first, NULL);

  return there == NULL ? g_steal_pointer (&first)
         : hash_number (conn, account->number, account->currency);
}

gboolean
tg_account_table_put (TgStoreConnection  *conn,
                      TgAccount          *account,
                      const char         *moved,
                      GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgAccount) known = NULL;
  const char *stated = text_of (account->stated);

  tg_store_connection_assert (conn);

  known = tg_account_table_find (conn, account->number, account->currency, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_free (account->id);
  account->id = known != NULL ? g_strdup (known->id) : dup_new_id (conn, account);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  if (known == NULL &&
      !insert (conn, account, stated[0] != '\0'
               ? tg_posting_units (stated) - tg_posting_units (moved) : 0, error))
    return FALSE;
  return update (conn, account, error);
}

gboolean
tg_account_table_drop (TgStoreConnection  *conn,
                       const char         *id,
                       const char         *filing,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "DELETE FROM account WHERE id = :id AND filing = :filing AND stated = 0"
                      " AND NOT EXISTS (SELECT 1 FROM posting WHERE posting.account = account.id)",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":filing", filing);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  return tg_db_run (st, error);
}

void
tg_account_free (TgAccount *self)
{
  g_free (self->id);
  g_free (self->enterprise);
  g_free (self->filing);
  g_free (self->number);
  g_free (self->currency);
  g_free (self->kind);
  g_free (self->bank);
  g_free (self->balance);
  g_free (self->stated);
  g_free (self->last);
  g_free (self);
}
