/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-table.h"

/* Who may speak to the window. Secrets and tokens are kept as hashes only, so a copied
 * practice database opens no door. Tokens run out by the classroom's time. */

#define TOKEN_WORDS 4

static char *
new_random_text (TgBook *book)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < TOKEN_WORDS; i++)
    g_string_append_printf (text, "%016" G_GINT64_MODIFIER "x",
                            tg_chance_next (tg_book_get_chance (book)));
  return g_string_free (text, FALSE);
}

static char *
hash_secret (const char *salt,
             const char *secret)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) salt, strlen (salt),
                                    secret, -1);
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/* Takes as long whether the first or the last character differs. */
static gboolean
equal_in_time (const char *a,
               const char *b)
{
  gsize length = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);
  return difference == 0;
}

gboolean
tg_account_table_put (TgBook      *book,
                      const char  *account,
                      const char  *secret,
                      GError     **error)
{
  g_autofree char *salt = new_random_text (book);
  g_autofree char *hash = hash_secret (salt, secret);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO account (id, salt, hash) VALUES (:id, :salt, :hash)"
                   " ON CONFLICT (id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", account);
  tg_db_bind_text (st, ":salt", salt);
  tg_db_bind_text (st, ":hash", hash);
  return tg_db_run (st, error);
}

gboolean
tg_account_table_add_enterprise (TgBook      *book,
                                 const char  *account,
                                 const char  *code,
                                 GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO enterprise (account, code) VALUES (:account, :code)"
                   " ON CONFLICT DO NOTHING", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":code", code);
  return tg_db_run (st, error);
}

gboolean
tg_account_table_has_enterprise (TgBook      *book,
                                 const char  *account,
                                 const char  *code,
                                 GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT 1 FROM enterprise WHERE account = :account AND code = :code", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":code", code);
  return tg_db_step (st, &has_row, error) && has_row;
}

gboolean
tg_account_table_check_secret (TgBook      *book,
                               const char  *account,
                               const char  *secret,
                               GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "SELECT salt, hash FROM account WHERE id = :id", error);
  g_autofree char *hash = NULL;
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", account);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  /* As much is done for an account that there is not. */
  hash = hash_secret (has_row ? tg_db_column_text (st, 0) : "", secret);
  return has_row && equal_in_time (hash, tg_db_column_text (st, 1));
}

static gboolean
delete_old_tokens (TgBook  *book,
                   GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "DELETE FROM token WHERE expires <= :now", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":now", tg_book_get_time (book));
  return tg_db_run (st, error);
}

char *
tg_account_table_new_token (TgBook      *book,
                            const char  *account,
                            gint64       seconds,
                            GError     **error)
{
  g_autofree char *token = new_random_text (book);
  g_autofree char *hash = hash_token (token);
  g_autoptr (TgDbStatement) st = NULL;

  if (!delete_old_tokens (book, error))
    return NULL;
  st = tg_db_prepare (tg_book_get_db (book),
                      "INSERT INTO token (hash, account, expires)"
                      " VALUES (:hash, :account, :expires)", error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":hash", hash);
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":expires", tg_book_get_time (book) + seconds * G_USEC_PER_SEC);
  return tg_db_run (st, error) ? g_steal_pointer (&token) : NULL;
}

char *
tg_account_table_find_token (TgBook      *book,
                             const char  *token,
                             GError     **error)
{
  g_autofree char *hash = hash_token (token);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT account FROM token WHERE hash = :hash AND expires > :now", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":hash", hash);
  tg_db_bind_int (st, ":now", tg_book_get_time (book));
  if (!tg_db_step (st, &has_row, error) || !has_row)
    return NULL;
  return tg_db_column_dup_text (st, 0);
}

GPtrArray *
tg_account_table_list (TgBook  *book,
                       GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "SELECT id FROM account ORDER BY id", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&accounts);
      g_ptr_array_add (accounts, tg_db_column_dup_text (st, 0));
    }
  return NULL;
}
