/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-posting-private.h"

/* The same money is told twice: by the bank when it moves, and by the filing that declares it. What
 * says which is which: the same subject and part; the posting that the filing was drawn from; the
 * filing that the event names, for the same kind; the same reference on the same account, with less
 * than one unit between the amounts (declarations are in whole units). */

#define MATCH_COLUMNS "SELECT rid, account, units, event FROM posting "

char *
tg_posting_match_hash (TgStoreConnection *conn,
                       const TgPosting   *posting)
{
  if (posting->reference == NULL || posting->reference[0] == '\0')
    return g_strdup ("");
  return tg_sealer_hash (conn->sealer, "posting", posting->reference);
}

static gboolean
read_match (TgDbStatement   *st,
            TgPostingMatch  *out,
            GError         **error)
{
  gboolean has_row = FALSE;

  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->rid = tg_db_column_int (st, 0);
  out->account = tg_db_column_dup_text (st, 1);
  out->units = tg_db_column_int (st, 2);
  out->event = tg_db_column_dup_text (st, 3);
  return TRUE;
}

static void
bind (TgDbStatement   *st,
      const TgPosting *posting)
{
  gint64 units = tg_posting_units (posting->amount);

  tg_db_bind_text (st, ":account", posting->account);
  tg_db_bind_text (st, ":kind", posting->kind);
  tg_db_bind_text (st, ":currency", posting->currency);
  tg_db_bind_int (st, ":low", units - 100000);
  tg_db_bind_int (st, ":high", units + 100000);
}

static gboolean
find_own (TgStoreConnection  *conn,
          const TgPosting    *posting,
          TgPostingMatch     *out,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      MATCH_COLUMNS "WHERE subject = :subject AND part = :part AND subject <> ''",
                      error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":subject", posting->subject);
  tg_db_bind_text (st, ":part", posting->part);
  return read_match (st, out, error);
}

/* A filing looks for what the bank told and no filing has declared. */
static gboolean
find_told (TgStoreConnection  *conn,
           const TgPosting    *posting,
           const char         *hash,
           TgPostingMatch     *out,
           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      MATCH_COLUMNS "WHERE account = :account AND subject = '' AND event <> ''"
                      " AND kind = :kind AND currency = :currency"
                      " AND amount_units > :low AND amount_units < :high"
                      " AND (id IN (SELECT source FROM link WHERE target = :subject)"
                      " OR (ref = :ref AND ref <> '')) ORDER BY rid LIMIT 1", error);
  if (st == NULL)
    return FALSE;
  bind (st, posting);
  tg_db_bind_text (st, ":subject", posting->subject);
  tg_db_bind_text (st, ":ref", hash);
  return read_match (st, out, error);
}

/* The bank looks for what a filing moved and it has not told. */
static gboolean
find_declared (TgStoreConnection  *conn,
               const TgPosting    *posting,
               const char         *hash,
               TgPostingMatch     *out,
               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      MATCH_COLUMNS "WHERE account = :account AND subject <> '' AND event = ''"
                      " AND kind = :kind AND currency = :currency AND reversed = 0"
                      " AND amount_units > :low AND amount_units < :high"
                      " AND (subject = :named OR (ref = :ref AND ref <> ''))"
                      " ORDER BY rid LIMIT 1", error);
  if (st == NULL)
    return FALSE;
  bind (st, posting);
  tg_db_bind_text (st, ":named", posting->named != NULL ? posting->named : "");
  tg_db_bind_text (st, ":ref", hash);
  return read_match (st, out, error);
}

gboolean
tg_posting_match_find (TgStoreConnection  *conn,
                       const TgPosting    *posting,
                       TgPostingMatch     *out,
                       GError            **error)
{
  g_autofree char *hash = tg_posting_match_hash (conn, posting);

  *out = (TgPostingMatch) { 0 };
  if (posting->event != NULL && posting->event[0] != '\0')
    return find_declared (conn, posting, hash, out, error);
  return find_own (conn, posting, out, error) &&
         (out->rid != 0 || find_told (conn, posting, hash, out, error));
}

void
tg_posting_match_clear (TgPostingMatch *self)
{
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->event, g_free);
}
