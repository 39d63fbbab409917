/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attempt-table.h"

#include "tg-error.h"
#include "tg-json.h"
#include "tg-store-private.h"

/* Attempts: each sending of a filing with the exact bytes that were frozen, and the window's
 * answer. Here they are read; tg-outbox.c moves them. Writer and reader. */

static void
set_text (char       **place,
          const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static GBytes *
open_frozen (TgStoreConnection  *conn,
             TgDbStatement      *st,
             const char         *id,
             GError            **error)
{
  g_autofree char *place = tg_store_place ("attempt", id, "frozen");
  g_autoptr (GBytes) sealed = tg_db_column_bytes (st, TG_ATTEMPT_FROZEN_COLUMN);

  return tg_sealer_open (conn->sealer, place, sealed, error);
}

static void
read_answer (TgAttempt     *attempt,
             TgDbStatement *st)
{
  attempt->revision = tg_db_column_int (st, 6);
  set_text (&attempt->reference, tg_store_column (st, 7));
  attempt->created = tg_db_column_int (st, 8);
  attempt->sent = tg_db_column_int (st, 9);
  attempt->answered = tg_db_column_int (st, 10);
  set_text (&attempt->problem_code, tg_store_column (st, 11));
  attempt->tries = (guint) tg_db_column_int (st, 12);
  attempt->next_try = tg_db_column_int (st, 13);
}

TgAttempt *
tg_attempt_table_read (TgStoreConnection  *conn,
                       TgDbStatement      *st,
                       gboolean            with_frozen,
                       GError            **error)
{
  g_autoptr (TgAttempt) attempt = NULL;
  TgAction action;
  TgAttemptState state;

  if (!tg_action_parse (tg_store_column (st, 2), &action) ||
      !tg_attempt_state_parse (tg_store_column (st, 3), &state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Attempt %s has an unknown state",
                   tg_store_column (st, 0));
      return NULL;
    }

  attempt = tg_attempt_new (tg_store_column (st, 0), tg_store_column (st, 1), action);
  attempt->state = state;
  set_text (&attempt->digest, tg_store_column (st, 4));
  attempt->base_revision = tg_db_column_int (st, 5);
  read_answer (attempt, st);
  if (with_frozen)
    {
      attempt->frozen = open_frozen (conn, st, attempt->id, error);
      if (attempt->frozen == NULL)
        return NULL;
    }

  return g_steal_pointer (&attempt);
}

/* What the person reads of a refusal. */
static gboolean
fill_problem (TgStoreConnection  *conn,
              TgAttempt          *attempt,
              GError            **error)
{
  g_autofree char *problem = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (attempt->problem_code[0] == '\0')
    return TRUE;

  problem = tg_attempt_table_load_problem (conn, attempt->id, error);
  if (problem == NULL)
    return FALSE;
  node = problem[0] != '\0' ? tg_json_parse (problem, -1, &TG_JSON_LIMITS_DEFAULT, NULL) : NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    set_text (&attempt->problem_detail,
              tg_json_get_string (json_node_get_object (node), "detail", ""));
  else
    set_text (&attempt->problem_detail, problem);
  return TRUE;
}

GPtrArray *
tg_attempt_table_list (TgStoreConnection  *conn,
                       const char         *filing,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) attempts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT " TG_ATTEMPT_COLUMNS " FROM attempt a WHERE filing = :filing"
                      " ORDER BY rid", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":filing", filing);
  while (tg_db_step (st, &has_row, error))
    {
      TgAttempt *attempt;

      if (!has_row)
        return g_steal_pointer (&attempts);
      attempt = tg_attempt_table_read (conn, st, FALSE, error);
      if (attempt == NULL)
        return NULL;
      g_ptr_array_add (attempts, attempt);
      if (!fill_problem (conn, attempt, error))
        return NULL;
    }

  return NULL;
}

static TgAttempt *
load (TgStoreConnection  *conn,
      const char         *sql,
      const char         *id,
      gboolean            with_frozen,
      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, sql, error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":id", id);
  if (!tg_store_find (st, &found, error))
    return NULL;
  if (found)
    return tg_attempt_table_read (conn, st, with_frozen, error);
  g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no attempt %s", id);
  return NULL;
}

TgAttempt *
tg_attempt_table_load (TgStoreConnection  *conn,
                       const char         *id,
                       GError            **error)
{
  g_autoptr (TgAttempt) attempt = NULL;

  attempt = load (conn, "SELECT " TG_ATTEMPT_COLUMNS ", a.frozen FROM attempt a WHERE id = :id", id,
                  TRUE, error);
  if (attempt == NULL || !fill_problem (conn, attempt, error))
    return NULL;
  return g_steal_pointer (&attempt);
}

TgAttempt *
tg_attempt_table_load_head (TgStoreConnection  *conn,
                            const char         *id,
                            GError            **error)
{
  return load (conn, "SELECT " TG_ATTEMPT_COLUMNS " FROM attempt a WHERE id = :id", id, FALSE,
               error);
}

TgAttempt *
tg_attempt_table_find_last (TgStoreConnection  *conn,
                            const char         *filing,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (TgAttempt) attempt = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT " TG_ATTEMPT_COLUMNS " FROM attempt a"
                      " WHERE filing = :filing AND state <> 'cancelled' ORDER BY rid DESC LIMIT 1",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":filing", filing);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;

  attempt = tg_attempt_table_read (conn, st, FALSE, error);
  if (attempt == NULL || !fill_problem (conn, attempt, error))
    return NULL;
  return g_steal_pointer (&attempt);
}

static gboolean
find_column (TgStoreConnection  *conn,
             const char         *sql,
             const char         *id,
             TgDbStatement     **st,
             GError            **error)
{
  gboolean found = FALSE;

  *st = tg_db_prepare (conn->db, sql, error);
  if (*st == NULL)
    return FALSE;

  tg_db_bind_text (*st, ":id", id);
  if (!tg_store_find (*st, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no attempt %s", id);
  return found;
}

TgDocument *
tg_attempt_table_load_document (TgStoreConnection  *conn,
                                const char         *id,
                                GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("attempt", id, "document");

  tg_store_connection_assert (conn);

  if (!find_column (conn, "SELECT document FROM attempt WHERE id = :id", id, &st, error))
    return NULL;

  return tg_store_open_document (conn, st, 0, place, error);
}

char *
tg_attempt_table_load_problem (TgStoreConnection  *conn,
                               const char         *id,
                               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("attempt", id, "problem");

  tg_store_connection_assert (conn);

  if (!find_column (conn, "SELECT problem FROM attempt WHERE id = :id", id, &st, error))
    return NULL;

  return tg_store_open_column (conn, st, 0, place, error);
}
