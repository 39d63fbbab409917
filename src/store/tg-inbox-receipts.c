/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-inbox-private.h"

#include "tg-attempt-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-outbox.h"
#include "tg-receipt-table.h"

/* What a receipt does: it is kept whatever it says; it proves that its submission arrived; it
 * moves its filing when it answers the newest revision and the table of moves allows it. */

/* NULL without an error where we have no such filing. */
static TgFilingRecord *
find_filing (TgStoreConnection  *conn,
             const char         *id,
             GError            **error)
{
  g_autoptr (GError) reason = NULL;
  TgFilingRecord *filing = tg_filing_table_load_record (conn, id, &reason);

  if (filing == NULL && !g_error_matches (reason, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  return filing;
}

static TgAttempt *
find_attempt (TgStoreConnection  *conn,
              const char         *id,
              GError            **error)
{
  g_autoptr (GError) reason = NULL;
  TgAttempt *attempt = tg_attempt_table_load_head (conn, id, &reason);

  if (attempt == NULL && !g_error_matches (reason, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  return attempt;
}

/* The answer was lost, but here is what followed from it. */
static gboolean
prove_arrival (TgStoreConnection  *conn,
               TgReceipt          *receipt,
               GError            **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgAttempt) attempt = find_attempt (conn, tg_receipt_get_submission (receipt), &reason);
  TgOutboxAnswer answer = { .received = TRUE };

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (attempt == NULL || attempt->state == TG_ATTEMPT_RECEIVED ||
      g_strcmp0 (attempt->filing, tg_receipt_get_filing (receipt)) != 0 ||
      !tg_attempt_state_can_move (attempt->state, TG_ATTEMPT_RECEIVED))
    return TRUE;

  answer.id = attempt->id;
  answer.revision = tg_receipt_get_revision (receipt);
  return tg_outbox_take_answers (conn, &answer, 1, error);
}

static gboolean
can_move (TgFilingRecord *filing,
          TgReceipt      *receipt)
{
  TgFilingState state;

  return tg_filing_state_parse (tg_receipt_get_status_text (receipt), &state) &&
         tg_receipt_get_revision (receipt) >= filing->window_revision &&
         tg_filing_state_can_move (filing->state, state);
}

/* What is refused is what was asked: a withdrawal, or a change of what was granted. The filing
 * stands as it was. */
static gboolean
is_about_request (TgStoreConnection    *conn,
                  const TgFilingRecord *filing,
                  TgReceipt            *receipt,
                  gboolean             *is_about,
                  GError              **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgAttempt) attempt = NULL;

  *is_about = FALSE;
  if (tg_receipt_get_status (receipt) != TG_FILING_REFUSED)
    return TRUE;
  attempt = find_attempt (conn, tg_receipt_get_submission (receipt), &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  *is_about = attempt != NULL &&
              (attempt->action == TG_ACTION_WITHDRAW ||
               (attempt->action == TG_ACTION_AMEND && filing->state == TG_FILING_ACCEPTED));
  return TRUE;
}

static gboolean
set_agency_words (TgStoreConnection  *conn,
                  TgReceipt          *receipt,
                  GError            **error)
{
  g_autofree char *place = tg_store_place ("filing", tg_receipt_get_filing (receipt),
                                           "official_number");
  g_autofree char *number = NULL;
  g_autoptr (TgDbStatement) st = NULL;

  /* It may be the number of a bank account. */
  number = tg_store_seal_text (conn, place, tg_receipt_get_number (receipt), error);
  if (number == NULL)
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET agency_code = :code,"
                      " official_number = CASE :number WHEN '' THEN official_number ELSE :number"
                      " END"
                      " WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", tg_receipt_get_filing (receipt));
  tg_db_bind_text (st, ":code", tg_receipt_get_code (receipt));
  tg_db_bind_text (st, ":number", number);
  return tg_db_run (st, error);
}

static gboolean
move_filing (TgStoreConnection  *conn,
             TgFilingRecord     *filing,
             TgReceipt          *receipt,
             GError            **error)
{
  return tg_filing_table_set_states (conn, filing->id, tg_receipt_get_status (receipt),
                                     filing->attempt_state, error) &&
         set_agency_words (conn, receipt, error) &&
         tg_sale_table_update (conn, filing->id, error);
}

static gboolean
move_by_receipt (TgStoreConnection  *conn,
                 TgReceipt          *receipt,
                 gboolean           *moved,
                 GError            **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgFilingRecord) filing = find_filing (conn, tg_receipt_get_filing (receipt), &reason);
  gboolean is_about = FALSE;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  *moved = filing != NULL && can_move (filing, receipt);
  if (!*moved)
    return TRUE;
  if (!is_about_request (conn, filing, receipt, &is_about, error))
    return FALSE;
  *moved = !is_about;
  return is_about || move_filing (conn, filing, receipt, error);
}

static gboolean
apply (TgStoreConnection    *conn,
       TgReceipt            *receipt,
       gboolean              may_move,
       const TgInboxFollow  *follow,
       gboolean             *added,
       GError              **error)
{
  gboolean moved = FALSE;

  if (!prove_arrival (conn, receipt, error) ||
      (may_move && !move_by_receipt (conn, receipt, &moved, error)) ||
      !tg_receipt_table_add (conn, receipt, moved, added, error))
    return FALSE;
  return !moved || follow == NULL || follow->func (conn, receipt, follow->data, error);
}

gboolean
tg_inbox_apply_receipt (TgStoreConnection    *conn,
                        TgEvent              *event,
                        const TgInboxFollow  *follow,
                        TgInboxSummary       *summary,
                        GError              **error)
{
  TgReceipt *receipt = tg_event_get_receipt (event);
  gboolean added = FALSE;

  if (receipt == NULL)
    return TRUE;
  if (!apply (conn, receipt, TRUE, follow, &added, error))
    return FALSE;
  if (added)
    g_ptr_array_add (summary->receipts, g_object_ref (receipt));
  return TRUE;
}

static gboolean
is_late (TgStoreConnection  *conn,
         TgReceipt          *receipt,
         gboolean           *late,
         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  st = tg_db_prepare (conn->db,
                      "SELECT 1 FROM receipt WHERE filing = :filing AND moved = 1 AND at > :at"
                      " LIMIT 1", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", tg_receipt_get_filing (receipt));
  tg_db_bind_int (st, ":at", tg_receipt_get_at (receipt));
  if (!tg_store_find (st, &found, error))
    return FALSE;
  *late = found;
  return TRUE;
}

gboolean
tg_inbox_take_receipt (TgStoreConnection    *conn,
                       TgEvent              *event,
                       const TgInboxFollow  *follow,
                       gboolean             *is_new,
                       GError              **error)
{
  TgReceipt *receipt = tg_event_get_receipt (event);
  gboolean late = FALSE;
  gboolean added = FALSE;

  tg_store_connection_assert (conn);
  g_return_val_if_fail (receipt != NULL, FALSE);

  if (!tg_feed_table_add_event (conn, event, FALSE, is_new, error))
    return FALSE;
  if (!*is_new)
    return TRUE;
  return is_late (conn, receipt, &late, error) &&
         apply (conn, receipt, !late, follow, &added, error);
}
