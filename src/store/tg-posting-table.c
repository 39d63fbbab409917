/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-posting-table.h"

#include "tg-json.h"
#include "tg-movement.h"
#include "tg-posting-private.h"

/* Postings as they are stored. Counterparty and reference are sealed. The balance of the account is
 * kept in the transaction, that after a posting is a sum over an index. Writer and reader. */

#define POSTING_COLUMNS \
  "SELECT rid, id, account, kind, currency, amount, details, at, subject, part, event, date," \
  " enterprise, quota, exempt, usd, rate, reversed, units FROM posting "

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

char *
tg_posting_units_to_text (gint64 units)
{
  return tg_decimal_to_string ((TgDecimal) { units, 5 });
}

gint64
tg_posting_units (const char *amount)
{
  gint64 units = tg_store_amount_units (amount);

  return ABS (units) <= TG_POSTING_MAX_UNITS ? units : 0;
}

/* ---- the sealed part ---- */

static char *
details_to_json (const TgPosting *posting)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "counterparty", text_of (posting->counterparty));
  json_object_set_string_member (object, "reference", text_of (posting->reference));
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static gboolean
details_from_json (TgPosting   *posting,
                   const char  *json,
                   GError     **error)
{
  g_autoptr (JsonNode) node = tg_json_parse_object (json, error);
  JsonObject *object;

  if (node == NULL)
    return FALSE;

  object = json_node_get_object (node);
  posting->counterparty = g_strdup (tg_json_get_string (object, "counterparty", ""));
  posting->reference = g_strdup (tg_json_get_string (object, "reference", ""));
  return TRUE;
}

/* ---- balances ---- */

static gboolean
read_units (TgStoreConnection  *conn,
            const char         *account,
            gint64             *units,
            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (conn->db, "SELECT units FROM account WHERE id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", account);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  *units = has_row ? tg_db_column_int (st, 0) : 0;
  return TRUE;
}

static gboolean
move_balance (TgStoreConnection  *conn,
              const char         *account,
              gint64              by,
              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gint64 units = 0;

  if (!read_units (conn, account, &units, error))
    return FALSE;
  if (__builtin_add_overflow (units, by, &units))
    units = by > 0 ? G_MAXINT64 : G_MININT64;
  st = tg_db_prepare (conn->db,
                      "UPDATE account SET units = :units, updated = :now, last = COALESCE((SELECT"
                      " date FROM posting WHERE posting.account = :id AND reversed = 0"
                      " ORDER BY date DESC LIMIT 1), '') WHERE id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":units", units);
  tg_db_bind_text (st, ":id", account);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  return tg_db_run (st, error);
}

/* ---- putting ---- */

static gboolean
get_signed_units (TgStoreConnection  *conn,
                  const TgPosting    *posting,
                  gint64             *units,
                  GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgAccount) account = tg_account_table_find_id (conn, posting->account, &local);

  *units = 0;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What the bank says in a word of its own is money that came. */
  if (account != NULL && g_str_equal (account->currency, text_of (posting->currency)))
    *units = tg_posting_units (posting->amount) *
             (tg_movement_kind_sign (posting->kind) < 0 ? -1 : 1);
  return TRUE;
}

static void
bind_source (TgDbStatement   *st,
             const TgPosting *posting)
{
  tg_db_bind_text (st, ":subject", text_of (posting->subject));
  tg_db_bind_text (st, ":part", text_of (posting->part));
  tg_db_bind_text (st, ":event", text_of (posting->event));
  tg_db_bind_text (st, ":enterprise", text_of (posting->enterprise));
  tg_db_bind_text (st, ":quota", text_of (posting->quota));
  tg_db_bind_int (st, ":exempt", posting->exempt ? 1 : 0);
  tg_db_bind_text (st, ":usd", text_of (posting->usd));
  tg_db_bind_int (st, ":usd_units", tg_posting_units (posting->usd));
  tg_db_bind_text (st, ":rate", text_of (posting->rate));
}

static gboolean
bind_money (TgStoreConnection  *conn,
            TgDbStatement      *st,
            const TgPosting    *posting,
            gint64              units,
            GError            **error)
{
  g_autofree char *place = tg_store_place ("posting", posting->id, "details");
  g_autofree char *details = details_to_json (posting);
  g_autofree char *hash = tg_posting_match_hash (conn, posting);

  tg_db_bind_text (st, ":account", posting->account);
  tg_db_bind_text (st, ":kind", posting->kind);
  tg_db_bind_text (st, ":currency", text_of (posting->currency));
  tg_db_bind_text (st, ":amount", text_of (posting->amount));
  tg_db_bind_int (st, ":amount_units", tg_posting_units (posting->amount));
  tg_db_bind_int (st, ":units", units);
  tg_db_bind_text (st, ":ref", hash);
  tg_db_bind_text (st, ":date", text_of (posting->date));
  tg_db_bind_int (st, ":at", posting->at);
  return tg_store_bind_sealed (conn, st, ":details", place, details, error);
}

static gboolean
insert (TgStoreConnection  *conn,
        const TgPosting    *posting,
        gint64              units,
        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "INSERT INTO posting (id, account, kind, currency, amount, amount_units,"
                      " balance, details, at, received, subject, part, event, ref, date, units,"
                      " enterprise, quota, exempt, usd, usd_units, rate) VALUES (:id, :account,"
                      " :kind, :currency, :amount, :amount_units, '', :details, :at, :now,"
                      " :subject, :part, :event, :ref, :date, :units, :enterprise, :quota, :exempt,"
                      " :usd, :usd_units, :rate)", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", posting->id);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  bind_source (st, posting);
  return bind_money (conn, st, posting, units, error) && tg_db_run (st, error);
}

/* The id stays: the details are sealed to it. */
static char *
dup_id (TgStoreConnection *conn,
        gint64             rid)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, "SELECT id FROM posting WHERE rid = :rid",
                                                NULL);
  gboolean has_row = FALSE;

  if (st == NULL)
    return g_strdup ("");
  tg_db_bind_int (st, ":rid", rid);
  return tg_db_step (st, &has_row, NULL) && has_row ? tg_db_column_dup_text (st, 0) : g_strdup ("");
}

static gboolean
replace (TgStoreConnection  *conn,
         gint64              rid,
         const TgPosting    *posting,
         gint64              units,
         GError            **error)
{
  g_autofree char *id = dup_id (conn, rid);
  g_autoptr (TgDbStatement) st = NULL;
  TgPosting same = *posting;

  same.id = id;
  st = tg_db_prepare (conn->db,
                      "UPDATE posting SET account = :account, kind = :kind, currency = :currency,"
                      " amount = :amount, amount_units = :amount_units, details = :details,"
                      " at = :at, ref = :ref, date = :date, units = :units, subject = :subject,"
                      " part = :part, event = :event, enterprise = :enterprise, quota = :quota,"
                      " exempt = :exempt, usd = :usd, usd_units = :usd_units, rate = :rate,"
                      " reversed = 0 WHERE rid = :rid", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", rid);
  bind_source (st, &same);
  return bind_money (conn, st, &same, units, error) && tg_db_run (st, error);
}

/* The bank's figures stay; the filing says what it was for. */
static gboolean
declare (TgStoreConnection  *conn,
         gint64              rid,
         const TgPosting    *posting,
         const char         *event,
         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  TgPosting told = *posting;

  told.event = (char *) event;
  st = tg_db_prepare (conn->db,
                      "UPDATE posting SET subject = :subject, part = :part, event = :event,"
                      " enterprise = :enterprise, quota = :quota, exempt = :exempt, usd = :usd,"
                      " usd_units = :usd_units, rate = :rate WHERE rid = :rid", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", rid);
  bind_source (st, &told);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_ACCOUNTS);
  return tg_db_run (st, error);
}

/* The bank's figures and words go over the filing's; what it was for stays. */
static gboolean
confirm (TgStoreConnection  *conn,
         gint64              rid,
         const TgPosting    *posting,
         gint64              units,
         GError            **error)
{
  g_autofree char *id = dup_id (conn, rid);
  g_autoptr (TgDbStatement) st = NULL;
  TgPosting same = *posting;

  same.id = id;
  st = tg_db_prepare (conn->db,
                      "UPDATE posting SET account = :account, kind = :kind, currency = :currency,"
                      " amount = :amount, amount_units = :amount_units, details = :details,"
                      " at = :at, ref = :ref, date = :date, units = :units, event = :event"
                      " WHERE rid = :rid", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", rid);
  tg_db_bind_text (st, ":event", posting->event);
  return bind_money (conn, st, &same, units, error) && tg_db_run (st, error);
}

static gboolean
put_again (TgStoreConnection     *conn,
           const TgPosting       *posting,
           const TgPostingMatch  *match,
           gint64                 units,
           GError               **error)
{
  if (posting->event != NULL && posting->event[0] != '\0')
    return confirm (conn, match->rid, posting, units, error) &&
           move_balance (conn, posting->account, units - match->units, error);
  if (match->event[0] != '\0')
    return declare (conn, match->rid, posting, match->event, error);
  return replace (conn, match->rid, posting, units, error) &&
         move_balance (conn, match->account, -match->units, error) &&
         move_balance (conn, posting->account, units, error);
}

gboolean
tg_posting_table_put (TgStoreConnection  *conn,
                      const TgPosting    *posting,
                      GError            **error)
{
  g_auto (TgPostingMatch) match = { 0 };
  gint64 units = 0;

  tg_store_connection_assert (conn);

  if (!get_signed_units (conn, posting, &units, error) ||
      !tg_posting_match_find (conn, posting, &match, error))
    return FALSE;
  if (match.rid != 0)
    return put_again (conn, posting, &match, units, error);
  return insert (conn, posting, units, error) &&
         move_balance (conn, posting->account, units, error);
}

/* ---- reversing ---- */

static gboolean
reverse_one (TgStoreConnection  *conn,
             TgPosting          *posting,
             gint64              units,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  if (posting->event[0] != '\0')
    {
      g_clear_pointer (&posting->subject, g_free);
      g_clear_pointer (&posting->part, g_free);
      g_clear_pointer (&posting->quota, g_free);
      return declare (conn, posting->rid, posting, posting->event, error);
    }
  st = tg_db_prepare (conn->db, "UPDATE posting SET units = 0, reversed = 1 WHERE rid = :rid",
                      error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", posting->rid);
  return tg_db_run (st, error) && move_balance (conn, posting->account, -units, error);
}

static TgPosting *read_posting (TgStoreConnection  *conn,
                                TgDbStatement      *st,
                                GError            **error);

typedef struct
{
  TgPosting *posting;
  gint64     units;
} Held;

static void
held_clear (gpointer data)
{
  tg_posting_free (((Held *) data)->posting);
}

/* What holds of the subject. */
static GArray *
list_held (TgStoreConnection  *conn,
           const char         *subject,
           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (Held));
  gboolean has_row = FALSE;

  g_array_set_clear_func (held, held_clear);
  st = tg_db_prepare (conn->db, POSTING_COLUMNS "WHERE subject = :subject AND subject <> ''"
                      " AND reversed = 0", error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":subject", subject);
  while (tg_db_step (st, &has_row, error))
    {
      Held one = { NULL, 0 };

      if (!has_row)
        return g_steal_pointer (&held);
      one.posting = read_posting (conn, st, error);
      if (one.posting == NULL)
        return NULL;
      one.units = tg_db_column_int (st, 18);
      g_array_append_val (held, one);
    }
  return NULL;
}

gboolean
tg_posting_table_reverse (TgStoreConnection   *conn,
                          const char          *subject,
                          const char * const  *kept,
                          GError             **error)
{
  g_autoptr (GArray) held = NULL;

  tg_store_connection_assert (conn);

  held = list_held (conn, subject, error);
  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      Held *one = &g_array_index (held, Held, i);

      if (kept != NULL && g_strv_contains (kept, one->posting->part))
        continue;
      if (!reverse_one (conn, one->posting, one->units, error))
        return FALSE;
    }
  return held != NULL;
}

/* ---- reading ---- */

static TgPosting *
read_posting (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  g_autoptr (TgPosting) posting = g_new0 (TgPosting, 1);
  g_autofree char *place = tg_store_place ("posting", tg_store_column (st, 1), "details");
  g_autofree char *details = tg_store_open_column (conn, st, 6, place, error);
  char **texts[] = {
    &posting->id, &posting->account, &posting->kind, &posting->currency, &posting->amount, NULL,
    NULL, &posting->subject, &posting->part, &posting->event, &posting->date,
    &posting->enterprise, &posting->quota, NULL, &posting->usd, &posting->rate,
  };

  if (details == NULL || !details_from_json (posting, details, error))
    return NULL;

  posting->rid = tg_db_column_int (st, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      *texts[i] = tg_db_column_dup_text (st, (int) i + 1);
  posting->at = tg_db_column_int (st, 7);
  posting->exempt = tg_db_column_int (st, 14) != 0;
  posting->reversed = tg_db_column_int (st, 17) != 0;
  posting->balance = g_strdup ("");
  return g_steal_pointer (&posting);
}

static gboolean
read_balance (TgStoreConnection  *conn,
              TgPosting          *posting,
              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (conn->db,
                      "SELECT opening + COALESCE((SELECT SUM(units) FROM posting WHERE"
                      " posting.account = account.id AND (date, rid) <= (:date, :rid)), 0)"
                      " FROM account WHERE id = :account AND currency = :currency", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", posting->account);
  tg_db_bind_text (st, ":currency", posting->currency);
  tg_db_bind_text (st, ":date", posting->date);
  tg_db_bind_int (st, ":rid", posting->rid);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (has_row)
    {
      g_free (posting->balance);
      posting->balance = tg_posting_units_to_text (tg_db_column_int (st, 0));
    }
  return TRUE;
}

static TgPosting *
read_one (TgStoreConnection  *conn,
          TgDbStatement      *st,
          GError            **error)
{
  g_autoptr (TgPosting) posting = NULL;
  gboolean has_row = FALSE;

  if (!tg_db_step (st, &has_row, error) || !has_row)
    return NULL;
  posting = read_posting (conn, st, error);
  if (posting == NULL || !read_balance (conn, posting, error))
    return NULL;
  return g_steal_pointer (&posting);
}

GArray *
tg_posting_table_list_ids (TgStoreConnection  *conn,
                           const char         *account,
                           guint               limit,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = account != NULL
    ? tg_db_prepare (conn->db,
                     "SELECT rid FROM posting WHERE account = :account"
                     " ORDER BY date DESC, rid DESC LIMIT :limit", error)
    : tg_db_prepare (conn->db, "SELECT rid FROM posting ORDER BY rid DESC LIMIT :limit", error);
  if (st == NULL)
    return NULL;
  if (account != NULL)
    tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":limit", limit > 0 ? (gint64) limit : -1);
  return tg_store_read_ints (st, error);
}

GPtrArray *
tg_posting_table_load (TgStoreConnection  *conn,
                       const gint64       *rids,
                       guint               n_rids,
                       GError            **error)
{
  g_autoptr (GPtrArray) postings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_posting_free);

  tg_store_connection_assert (conn);

  for (guint i = 0; i < n_rids; i++)
    {
      g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, POSTING_COLUMNS "WHERE rid = :rid",
                                                    error);
      g_autoptr (GError) local = NULL;
      TgPosting *posting;

      if (st == NULL)
        return NULL;
      tg_db_bind_int (st, ":rid", rids[i]);
      posting = read_one (conn, st, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (posting != NULL)
        g_ptr_array_add (postings, posting);
    }
  return g_steal_pointer (&postings);
}

TgPosting *
tg_posting_table_find (TgStoreConnection  *conn,
                       const char         *id,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, POSTING_COLUMNS "WHERE id = :id", error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":id", id);
  return read_one (conn, st, error);
}

void
tg_posting_free (TgPosting *self)
{
  char *texts[] = {
    self->id, self->account, self->kind, self->currency, self->amount, self->balance,
    self->counterparty, self->reference, self->date, self->subject, self->part, self->event,
    self->named, self->enterprise, self->quota, self->usd, self->rate,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}
