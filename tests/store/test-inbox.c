/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-table.h"
#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-inbox.h"
#include "tg-notice-table.h"
#include "tg-outbox.h"
#include "tg-posting-table.h"
#include "tg-receipt-table.h"
#include "tg-store-fixture.h"

#define ID "01900000-0000-7000-8000-000000000001"

static TgEvent *
make_receipt (const char *id,
              const char *filing,
              const char *submission,
              gint64      revision,
              const char *status)
{
  TgFilingState state = TG_FILING_DRAFT;
  TgReceiptFields fields = {
    .id = id,
    .filing = filing,
    .submission = submission,
    .revision = revision,
    .agency = "customs",
    .status_text = status,
    .code = "800",
    .message = "放行",
    .number = "460120261234567890",
    .at = 1,
  };
  g_autoptr (TgReceipt) receipt = NULL;
  TgEvent *event = tg_event_new (TG_EVENT_RECEIPT, id, "receipt", 1, filing, "{}");

  if (tg_filing_state_parse (status, &state))
    fields.status = state;
  receipt = tg_receipt_new (&fields);
  tg_event_set_receipt (event, receipt);
  return event;
}

static gpointer
page_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_inbox_apply_page (conn, data, error);
}

static gpointer
load_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_filing_table_load (conn, data, error);
}

static gpointer
receipts_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  return tg_receipt_table_list (conn, data, error);
}

static gpointer
sending_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const char *ids[] = { data, NULL };

  tg_outbox_mark_sending (conn, ids, error);
  return NULL;
}

/* Applies one event as a page of its own; takes the event. */
static TgInboxSummary *
apply (TgStoreFixture *fixture,
       const char     *from,
       const char     *cursor,
       TgEvent        *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  TgInboxPage page = { .events = events, .from = from, .cursor = cursor, .epoch = "e" };

  g_ptr_array_add (events, event);
  return tg_store_fixture_write (fixture, page_job, &page);
}

static void
send_filing (TgStoreFixture *fixture)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");

  tg_store_fixture_save (fixture, ID, 0, document);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a1");
}

static gboolean
note_receipt (TgStoreConnection  *conn,
              TgReceipt          *receipt,
              gpointer            data,
              GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, tg_receipt_get_filing (receipt),
                                                            error);

  /* In the transaction, after the move. */
  g_assert_cmpint (filing->state, ==, tg_receipt_get_status (receipt));
  ++*(guint *) data;
  return TRUE;
}

static void
apply_followed (TgStoreFixture *fixture,
                const char     *from,
                const char     *cursor,
                TgEvent        *event,
                guint          *n_followed)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  TgInboxFollow follow = { note_receipt, n_followed };
  TgInboxPage page = { events, from, cursor, "e", &follow };
  g_autoptr (TgInboxSummary) summary = NULL;

  g_ptr_array_add (events, event);
  summary = tg_store_fixture_write (fixture, page_job, &page);
}

/* Once for each receipt that moves its filing: not for one that came before, nor one that is too
 * late. */
static void
test_receipt_is_followed (TgStoreFixture *fixture,
                          gconstpointer   data)
{
  guint n_followed = 0;

  send_filing (fixture);
  apply_followed (fixture, "", "c1", make_receipt ("r1", ID, "a1", 1, "released"), &n_followed);
  g_assert_cmpuint (n_followed, ==, 1);
  apply_followed (fixture, "c1", "c2", make_receipt ("r1", ID, "a1", 1, "released"), &n_followed);
  apply_followed (fixture, "c2", "c3", make_receipt ("r2", ID, "a1", 1, "received"), &n_followed);
  g_assert_cmpuint (n_followed, ==, 1);
}

static void
test_receipt_proves (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (TgInboxSummary) summary = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  TgReceipt *receipt;

  send_filing (fixture);
  summary = apply (fixture, "", "c1", make_receipt ("r1", ID, "a1", 1, "released"));
  g_assert_cmpuint (summary->receipts->len, ==, 1);

  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpint (filing->attempt_state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (filing->state, ==, TG_FILING_RELEASED);
  g_assert_cmpint (filing->window_revision, ==, 1);
  g_assert_cmpstr (filing->official_number, ==, "460120261234567890");

  receipts = tg_store_fixture_read (fixture, receipts_job, (gpointer) ID);
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = g_ptr_array_index (receipts, 0);
  g_assert_cmpstr (tg_receipt_get_message (receipt), ==, "放行");
}

static gpointer
withdrawal_job (TgStoreConnection  *conn,
                gpointer            data,
                GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);
  g_autoptr (TgAttempt) attempt = tg_attempt_new ("a2", ID, TG_ACTION_WITHDRAW);

  attempt->base_revision = 1;
  attempt->frozen = g_bytes_new_static ("{}", 2);
  tg_outbox_queue (conn, attempt, filing->document, filing->revision, error);
  return NULL;
}

/* A refusal of what was asked leaves the filing as it was; one of the filing itself ends it. */
static void
test_refused_request (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (TgInboxSummary) accepted = NULL;
  g_autoptr (TgInboxSummary) refused = NULL;
  g_autoptr (TgInboxSummary) ended = NULL;
  g_autoptr (TgFilingRecord) before = NULL;
  g_autoptr (TgFilingRecord) after = NULL;
  g_autoptr (GPtrArray) receipts = NULL;

  send_filing (fixture);
  accepted = apply (fixture, "", "c1", make_receipt ("r1", ID, "a1", 1, "accepted"));
  tg_store_fixture_write (fixture, withdrawal_job, NULL);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a2");
  refused = apply (fixture, "c1", "c2", make_receipt ("r2", ID, "a2", 2, "refused"));
  before = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpint (before->state, ==, TG_FILING_ACCEPTED);
  receipts = tg_store_fixture_read (fixture, receipts_job, (gpointer) ID);
  g_assert_cmpuint (receipts->len, ==, 2);
  ended = apply (fixture, "c2", "c3", make_receipt ("r3", ID, "a1", 2, "refused"));
  after = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpint (after->state, ==, TG_FILING_REFUSED);
}

static void
test_twice (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (TgInboxSummary) first = NULL;
  g_autoptr (TgInboxSummary) second = NULL;
  g_autoptr (GPtrArray) receipts = NULL;

  send_filing (fixture);
  first = apply (fixture, "", "c1", make_receipt ("r1", ID, "a1", 1, "received"));
  second = apply (fixture, "c1", "c2", make_receipt ("r1", ID, "a1", 1, "received"));
  g_assert_cmpuint (first->n_new, ==, 1);
  g_assert_cmpuint (second->n_new, ==, 0);
  g_assert_cmpuint (second->receipts->len, ==, 0);
  receipts = tg_store_fixture_read (fixture, receipts_job, (gpointer) ID);
  g_assert_cmpuint (receipts->len, ==, 1);
}

static void
test_late (TgStoreFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (TgInboxSummary) returned = NULL;
  g_autoptr (TgInboxSummary) released = NULL;
  g_autoptr (TgInboxSummary) late = NULL;
  g_autoptr (TgInboxSummary) strange = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GPtrArray) receipts = NULL;

  send_filing (fixture);
  returned = apply (fixture, "", "c1", make_receipt ("r1", ID, "a1", 1, "returned"));
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a2");
  released = apply (fixture, "c1", "c2", make_receipt ("r2", ID, "a2", 2, "released"));
  /* A late word on the older attempt, and a status that nobody knows: kept, moving nothing. */
  late = apply (fixture, "c2", "c3", make_receipt ("r3", ID, "a1", 1, "returned"));
  strange = apply (fixture, "c3", "c4", make_receipt ("r4", ID, "a2", 2, "pondered"));

  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  receipts = tg_store_fixture_read (fixture, receipts_job, (gpointer) ID);
  g_assert_cmpint (filing->state, ==, TG_FILING_RELEASED);
  g_assert_cmpint (filing->window_revision, ==, 2);
  g_assert_cmpuint (receipts->len, ==, 4);
  g_assert_cmpstr (tg_receipt_get_status_text (g_ptr_array_index (receipts, 0)), ==, "pondered");
}

static void
test_stranger (TgStoreFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (TgInboxSummary) summary =
    apply (fixture, "", "c1", make_receipt ("r1", "01900000-dead", "x", 1, "released"));
  g_autoptr (GPtrArray) receipts =
    tg_store_fixture_read (fixture, receipts_job, (gpointer) "01900000-dead");

  g_assert_cmpuint (summary->receipts->len, ==, 1);
  g_assert_cmpuint (receipts->len, ==, 1);
}

static void
test_cursor (TgStoreFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (TgInboxSummary) first =
    apply (fixture, "", "c1", make_receipt ("r1", ID, "x", 1, "released"));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  TgInboxPage page = { .events = events, .from = "", .cursor = "c9", .epoch = "e" };
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (events, make_receipt ("r2", ID, "x", 1, "released"));
  tg_store_write (fixture->store, page_job, &page, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_CONFLICT);
  receipts = tg_store_fixture_read (fixture, receipts_job, (gpointer) ID);
  g_assert_cmpuint (receipts->len, ==, 1);
}

static gpointer
accounts_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  g_autoptr (GArray) rids = tg_account_table_list_ids (conn, "", 0, error);

  return tg_account_table_load (conn, (const gint64 *) rids->data, rids->len, error);
}

static gpointer
postings_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  g_autoptr (GArray) rids = tg_posting_table_list_ids (conn, NULL, 0, error);

  return tg_posting_table_load (conn, (const gint64 *) rids->data, rids->len, error);
}

static void
test_account (TgStoreFixture *fixture,
              gconstpointer   data)
{
  const char *opened = "{\"account\":\"NRA-6222\",\"currency\":\"USD\",\"kind\":\"opened\"}";
  const char *moved = "{\"account\":\"NRA-6222\",\"amount\":\"1280.00\",\"balance\":\"1280.00\","
                      "\"counterparty\":\"ACME\",\"currency\":\"USD\",\"kind\":\"credit\"}";
  g_autoptr (TgInboxSummary) one =
    apply (fixture, "", "c1", tg_event_new (TG_EVENT_ACCOUNT, "e1", "account", 1, NULL, opened));
  g_autoptr (TgInboxSummary) two =
    apply (fixture, "c1", "c2", tg_event_new (TG_EVENT_ACCOUNT, "e2", "account", 2, NULL, moved));
  g_autoptr (TgInboxSummary) again =
    apply (fixture, "c2", "c3", tg_event_new (TG_EVENT_ACCOUNT, "e2", "account", 2, NULL, moved));
  g_autoptr (GPtrArray) accounts = tg_store_fixture_read (fixture, accounts_job, NULL);
  g_autoptr (GPtrArray) postings = tg_store_fixture_read (fixture, postings_job, NULL);
  TgAccount *account = g_ptr_array_index (accounts, 0);

  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (account->number, ==, "NRA-6222");
  g_assert_cmpstr (account->balance, ==, "1280");
  g_assert_cmpstr (account->stated, ==, "1280.00");
  g_assert_cmpuint (postings->len, ==, 1);
  g_assert_cmpstr (((TgPosting *) g_ptr_array_index (postings, 0))->counterparty, ==, "ACME");
}

static gpointer
put_enterprise_job (TgStoreConnection  *conn,
                    gpointer            data,
                    GError            **error)
{
  TgEnterprise enterprise = { .id = (char *) "en1", .code = (char *) "91410100MA",
                              .name = (char *) "n" };

  tg_enterprise_table_put (conn, &enterprise, error);
  return NULL;
}

static gpointer
load_enterprise_job (TgStoreConnection  *conn,
                     gpointer            data,
                     GError            **error)
{
  return tg_enterprise_table_load (conn, "en1", error);
}

static gpointer
notices_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  return tg_notice_table_list (conn, TRUE, error);
}

static void
test_others (TgStoreFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (TgInboxSummary) credit = NULL;
  g_autoptr (TgInboxSummary) class = NULL;
  g_autoptr (TgInboxSummary) notice = NULL;
  g_autoptr (TgInboxSummary) codes = NULL;
  g_autoptr (TgInboxSummary) unknown = NULL;
  g_autoptr (TgInboxSummary) senseless = NULL;
  const char *grade = "{\"credit\":\"A\",\"enterprise\":\"91410100MA\"}";

  tg_store_fixture_write (fixture, put_enterprise_job, NULL);
  credit = apply (fixture, "", "1", tg_event_new (TG_EVENT_ENTERPRISE, "e1", "enterprise", 1, NULL,
                                                  grade));
  class = apply (fixture, "1", "2", tg_event_new (TG_EVENT_ENTERPRISE, "e2", "enterprise", 1, NULL,
                                                  "{\"forex\":\"B\"}"));
  notice = apply (fixture, "2", "3", tg_event_new (TG_EVENT_NOTICE, "e3", "notice", 1, NULL,
                                                   "{\"severity\":\"warning\",\"title\":\"t\"}"));
  codes = apply (fixture, "3", "4", tg_event_new (TG_EVENT_CODE_TABLE, "e4", "code-table", 1, NULL,
                                                  "{\"table\":\"hs\",\"version\":\"2\"}"));
  unknown = apply (fixture, "4", "5",
                   tg_event_new (TG_EVENT_UNKNOWN, "e5", "weather", 1, NULL, "{}"));
  senseless = apply (fixture, "5", "6",
                     tg_event_new (TG_EVENT_ACCOUNT, "e6", "account", 1, NULL, "[]"));

  enterprise = tg_store_fixture_read (fixture, load_enterprise_job, NULL);
  notices = tg_store_fixture_read (fixture, notices_job, NULL);
  g_assert_nonnull (g_strstr_len (enterprise->standing, -1, "\"credit\":\"A\""));
  g_assert_nonnull (g_strstr_len (enterprise->standing, -1, "\"forex\":\"B\""));
  g_assert_true (credit->has_enterprise && class->has_enterprise);
  g_assert_cmpuint (notices->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (codes->code_tables, 0), ==, "hs");
  g_assert_cmpuint (unknown->n_new, ==, 1);
  g_assert_cmpuint (senseless->n_new, ==, 1);
}

static gpointer
make_save (const TgListed *listed,
           gpointer        data)
{
  TgStoreFixture *fixture = data;
  TgSave *save = tg_save_new (FALSE, listed->filing, listed->form, listed->version);

  tg_save_set_document (save, fixture->form, (TgDocument *) listed->document);
  return save;
}

static gpointer
listing_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  return tg_inbox_apply_listing (conn, data, error);
}

static gpointer
cursor_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  return tg_feed_table_load (conn, TG_FEED_EVENTS, error);
}

static void
test_listing (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-9", "elsewhere", "1");
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  g_autoptr (GPtrArray) submissions = g_ptr_array_new ();
  g_autoptr (TgInboxSummary) summary = NULL;
  g_autoptr (TgFilingRecord) ours = NULL;
  g_autoptr (TgFilingRecord) other = NULL;
  g_autoptr (TgFeedPosition) position = NULL;
  TgListedSubmission submission = { "a1", TRUE, 1 };
  TgListed filings[] = {
    { ID, "test.form", 1, "91", 1, TG_FILING_RELEASED, document, receipts, submissions },
    { "01900000-0000-7000-8000-0000000000ff", "test.form", 1, "91", 4, TG_FILING_RETURNED,
      document },
  };
  TgListingPage page = {
    .filings = filings, .n_filings = 2, .from = "", .cursor = "", .resume = "c7", .epoch = "e2",
    .is_last = TRUE, .make_save = make_save, .data = fixture,
  };

  /* Ours waits for an answer that the listing gives; what the person wrote stays. */
  send_filing (fixture);
  g_ptr_array_add (receipts, make_receipt ("r1", ID, "a1", 1, "released"));
  g_ptr_array_add (submissions, &submission);
  summary = tg_store_fixture_write (fixture, listing_job, &page);
  g_assert_cmpuint (summary->receipts->len, ==, 1);
  g_assert_cmpuint (summary->foreign->len, ==, 0);

  ours = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  other = tg_store_fixture_read (fixture, load_job, (gpointer) filings[1].filing);
  position = tg_store_fixture_read (fixture, cursor_job, NULL);
  g_assert_cmpint (ours->attempt_state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (ours->state, ==, TG_FILING_RELEASED);
  g_assert_cmpstr (tg_document_get (ours->document, "name"), ==, "a");
  g_assert_cmpint (other->state, ==, TG_FILING_RETURNED);
  g_assert_cmpint (other->window_revision, ==, 4);
  g_assert_cmpstr (position->cursor, ==, "c7");
  g_assert_cmpstr (position->epoch, ==, "e2");
}

#define ADD(path, function) \
  g_test_add ("/store/inbox/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("receipt-is-followed", test_receipt_is_followed);
  ADD ("receipt-proves-arrival", test_receipt_proves);
  ADD ("refused-request", test_refused_request);
  ADD ("twice-is-once", test_twice);
  ADD ("late-answer", test_late);
  ADD ("unknown-filing", test_stranger);
  ADD ("cursor", test_cursor);
  ADD ("account", test_account);
  ADD ("other-events", test_others);
  ADD ("listing", test_listing);

  return g_test_run ();
}
