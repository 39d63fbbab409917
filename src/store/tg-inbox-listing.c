/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-inbox-private.h"

#include "tg-agreed-table.h"
#include "tg-attempt-table.h"
#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-outbox.h"
#include "tg-save.h"

/* Everything listed again, page by page, after the window lost our place in its feed: receipts
 * as if they had come by the feed, answers that were lost, filings that we do not have. What the
 * person wrote is not touched. After the last page the feed goes on where it stood before the
 * listing began. Writer. */

static gboolean
take_submission (TgStoreConnection         *conn,
                 const TgListedSubmission  *submission,
                 const char                *epoch,
                 GError                   **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load_head (conn, submission->id, &reason);
  TgOutboxAnswer answer = {
    .id = submission->id,
    .received = submission->received,
    .revision = submission->revision,
    .problem_code = "",
  };

  if (attempt == NULL && g_error_matches (reason, TG_ERROR, TG_ERROR_NOT_FOUND))
    return TRUE;
  if (attempt == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  return tg_outbox_mark_listed (conn, submission->id, epoch, error) &&
         tg_outbox_take_answers (conn, &answer, 1, error);
}

static gboolean
set_window_revision (TgStoreConnection  *conn,
                     const TgListed     *listed,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db, "UPDATE filing SET window_revision = :revision WHERE id = :id",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", listed->filing);
  tg_db_bind_int (st, ":revision", listed->revision);
  return tg_db_run (st, error);
}

static gboolean
add_filing (TgStoreConnection    *conn,
            const TgListed       *listed,
            const TgListingPage  *page,
            GError              **error)
{
  g_autoptr (TgSave) save = page->make_save (listed, page->data);
  g_autoptr (TgEnterprise) enterprise = NULL;

  if (save == NULL)
    return TRUE;

  enterprise = tg_enterprise_table_find_code (conn, listed->enterprise, NULL);
  if (enterprise != NULL)
    {
      g_free (save->enterprise);
      save->enterprise = g_strdup (enterprise->id);
    }

  return tg_save_changes (conn, save, NULL, error) &&
         tg_filing_table_set_states (conn, listed->filing, listed->state, TG_ATTEMPT_NONE, error) &&
         set_window_revision (conn, listed, error) &&
         tg_agreed_table_put (conn, listed->filing, listed->revision, listed->document, error);
}

static gboolean
has_filing (TgStoreConnection  *conn,
            const char         *id,
            gboolean           *result,
            GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, "SELECT 1 FROM filing WHERE id = :id",
                                                error);

  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  return tg_store_find (st, result, error);
}

static gboolean
note_foreign (TgStoreConnection  *conn,
              const TgListed     *listed,
              TgInboxSummary     *summary,
              GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, listed->filing, error);

  if (filing == NULL)
    return FALSE;

  if (filing->window_revision < listed->revision)
    g_ptr_array_add (summary->foreign, g_strdup (listed->filing));
  return TRUE;
}

static gboolean
take_filing (TgStoreConnection    *conn,
             const TgListed       *listed,
             const TgListingPage  *page,
             TgInboxSummary       *summary,
             GError              **error)
{
  gboolean known = FALSE;

  if (!has_filing (conn, listed->filing, &known, error))
    return FALSE;
  if (!known && page->make_save != NULL && !add_filing (conn, listed, page, error))
    return FALSE;

  for (guint i = 0; listed->submissions != NULL && i < listed->submissions->len; i++)
    if (!take_submission (conn, g_ptr_array_index (listed->submissions, i), page->epoch, error))
      return FALSE;
  for (guint i = 0; listed->receipts != NULL && i < listed->receipts->len; i++)
    if (!tg_inbox_apply_event (conn, g_ptr_array_index (listed->receipts, i), page->follow, summary,
                               error))
      return FALSE;

  return !known || note_foreign (conn, listed, summary, error);
}

static gboolean
move_on (TgStoreConnection    *conn,
         const TgListingPage  *page,
         GError              **error)
{
  g_autoptr (TgFeedPosition) listing = tg_feed_table_load (conn, TG_FEED_FILINGS, error);
  TgFeedPosition next = { 0 };

  if (listing == NULL)
    return FALSE;

  next.epoch = (char *) page->epoch;
  next.resume = (char *) (page->resume != NULL ? page->resume : listing->resume);
  if (!page->is_last)
    {
      next.cursor = (char *) page->cursor;
      return tg_feed_table_put (conn, TG_FEED_FILINGS, &next, error);
    }

  next.cursor = next.resume;
  next.resume = NULL;
  return tg_feed_table_put (conn, TG_FEED_EVENTS, &next, error) &&
         tg_feed_table_remove (conn, TG_FEED_FILINGS, error);
}

TgInboxSummary *
tg_inbox_apply_listing (TgStoreConnection    *conn,
                        const TgListingPage  *page,
                        GError              **error)
{
  g_autoptr (TgInboxSummary) summary = tg_inbox_summary_new ();

  tg_store_connection_assert (conn);

  if (!tg_inbox_check_cursor (conn, TG_FEED_FILINGS, page->from, error))
    return NULL;
  for (guint i = 0; i < page->n_filings; i++)
    if (!take_filing (conn, &page->filings[i], page, summary, error))
      return NULL;
  if (!move_on (conn, page, error))
    return NULL;

  return g_steal_pointer (&summary);
}
