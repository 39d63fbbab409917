/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-table.h"
#include "tg-posting-table.h"
#include "tg-quota-table.h"
#include "tg-store-fixture.h"
#include "tg-test.h"

/* The register of accounts: what moves once, what the bank and a filing tell of the same money,
 * what is taken back, and sums of quotas. */

#define NUMBER "6222020000009876543"

typedef struct
{
  const char *subject;      /* NULL: the bank tells it */
  const char *event;
  const char *part;
  const char *named;
  const char *kind;
  const char *amount;
  const char *currency;
  const char *reference;
  const char *date;
  const char *quota;
  gboolean    exempt;
  const char *usd;
} Told;

static char *
put_account (TgStoreConnection  *conn,
             const char         *currency,
             const char         *stated,
             const char         *moved,
             GError            **error)
{
  g_autoptr (TgAccount) account = g_new0 (TgAccount, 1);

  account->number = g_strdup (NUMBER);
  account->currency = g_strdup (currency);
  account->stated = g_strdup (stated);
  tg_account_table_put (conn, account, moved, error);
  return g_strdup (account->id);
}

static gpointer
tell_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Told *told = data;
  g_autofree char *id = told->event != NULL ? g_strdup (told->event)
                        : g_strdup_printf ("%s/%s", told->subject, told->part);
  const char *currency = told->currency != NULL ? told->currency : "USD";
  g_autofree char *account = put_account (conn, "USD", NULL, NULL, error);
  TgPosting posting = {
    .id = id, .account = account, .kind = (char *) told->kind, .currency = (char *) currency,
    .amount = (char *) told->amount, .reference = (char *) told->reference,
    .date = (char *) (told->date != NULL ? told->date : "2026-11-20"),
    .subject = (char *) told->subject, .part = (char *) told->part,
    .event = (char *) told->event, .named = (char *) told->named, .enterprise = (char *) "en1",
    .quota = (char *) told->quota, .exempt = told->exempt, .usd = (char *) told->usd, .at = 1,
  };

  tg_posting_table_put (conn, &posting, error);
  return NULL;
}

static void
tell (TgStoreFixture *fixture,
      Told            told)
{
  tg_store_fixture_write (fixture, tell_job, &told);
}

static gpointer
reverse_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  tg_posting_table_reverse (conn, data, NULL, error);
  return NULL;
}

static gpointer
find_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_account_table_find (conn, NUMBER, data, error);
}

static gpointer
postings_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  g_autoptr (TgAccount) account = tg_account_table_find (conn, NUMBER, "USD", error);
  g_autoptr (GArray) rids = tg_posting_table_list_ids (conn, account->id, 0, error);

  return tg_posting_table_load (conn, (const gint64 *) rids->data, rids->len, error);
}

static GPtrArray *
list_postings (TgStoreFixture *fixture)
{
  return tg_store_fixture_read (fixture, postings_job, NULL);
}

static void
assert_balance (TgStoreFixture *fixture,
                const char     *balance)
{
  g_autoptr (TgAccount) account = tg_store_fixture_read (fixture, find_job, (gpointer) "USD");

  g_assert_cmpstr (account->balance, ==, balance);
}

/* ---- accounts ---- */

static gpointer
currencies_job (TgStoreConnection  *conn,
                gpointer            data,
                GError            **error)
{
  g_autofree char *usd = put_account (conn, "USD", NULL, NULL, error);
  g_autofree char *eur = put_account (conn, "EUR", NULL, NULL, error);
  g_autofree char *again = put_account (conn, "EUR", NULL, NULL, error);

  g_assert_cmpstr (usd, !=, eur);
  g_assert_cmpstr (again, ==, eur);
  return NULL;
}

static void
test_currencies (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (TgAccount) usd = NULL;
  g_autoptr (TgAccount) eur = NULL;
  g_autoptr (TgAccount) jpy = NULL;

  tg_store_fixture_write (fixture, currencies_job, NULL);
  usd = tg_store_fixture_read (fixture, find_job, (gpointer) "USD");
  eur = tg_store_fixture_read (fixture, find_job, (gpointer) "EUR");
  jpy = tg_store_fixture_read (fixture, find_job, (gpointer) "JPY");
  g_assert_cmpstr (usd->number, ==, NUMBER);
  g_assert_cmpstr (eur->currency, ==, "EUR");
  g_assert_null (jpy);
}

static void
assert_sealed (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &bytes, &length, NULL))
    g_assert_null (g_strstr_len (bytes, (gssize) length, NUMBER));
}

static void
test_number_is_sealed (TgStoreFixture *fixture,
                       gconstpointer   data)
{
  tell (fixture, (Told) { .event = "e1", .kind = "receipt", .amount = "5", .reference = NUMBER });
  tg_store_fixture_reopen (fixture);
  assert_sealed (fixture->folder, TG_STORE_FILE);
  assert_sealed (fixture->folder, TG_STORE_FILE "-wal");
}

static gpointer
stated_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  g_autofree char *id = put_account (conn, "USD", "1280.00", "280.00", error);

  return NULL;
}

/* What the bank says of an account that is new is right after the posting that it tells. */
static void
test_stated (TgStoreFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (TgAccount) account = NULL;

  tg_store_fixture_write (fixture, stated_job, NULL);
  assert_balance (fixture, "1000");
  tell (fixture, (Told) { .event = "e1", .kind = "receipt", .amount = "280.00" });
  assert_balance (fixture, "1280");
  account = tg_store_fixture_read (fixture, find_job, (gpointer) "USD");
  g_assert_true (account->is_begun);
  g_assert_cmpstr (account->stated, ==, "1280.00");
}

/* ---- postings ---- */

static void
test_running_balance (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;
  const char *balances[] = { "75", "100", "60" };

  tell (fixture, (Told) { .subject = "f1", .part = "receipt", .kind = "receipt", .amount = "60",
                          .date = "2026-11-01" });
  tell (fixture, (Told) { .subject = "f3", .part = "fee", .kind = "fee", .amount = "25",
                          .date = "2026-11-30" });
  /* Entered later, of a day between. */
  tell (fixture, (Told) { .subject = "f2", .part = "receipt", .kind = "receipt", .amount = "40",
                          .date = "2026-11-15" });
  postings = list_postings (fixture);
  g_assert_cmpuint (postings->len, ==, 3);
  for (guint i = 0; i < postings->len; i++)
    g_assert_cmpstr (((TgPosting *) postings->pdata[i])->balance, ==, balances[i]);
  assert_balance (fixture, "75");
}

static void
test_once (TgStoreFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;

  for (guint i = 0; i < 3; i++)
    tell (fixture, (Told) { .subject = "f1", .part = "receipt", .kind = "receipt",
                            .amount = i < 2 ? "60" : "61" });
  postings = list_postings (fixture);
  g_assert_cmpuint (postings->len, ==, 1);
  assert_balance (fixture, "61");
}

/* The bank first, the declaration in whole units after it, and the other way round. */
static void
test_same_money (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;
  const TgPosting *posting;

  tell (fixture, (Told) { .event = "e1", .kind = "receipt", .amount = "60.75", .reference = "R1" });
  tell (fixture, (Told) { .subject = "f1", .part = "receipt", .kind = "receipt", .amount = "60",
                          .reference = "R1" });
  assert_balance (fixture, "60.75");
  tell (fixture, (Told) { .subject = "f2", .part = "settlement", .kind = "settlement",
                          .amount = "10" });
  tell (fixture, (Told) { .event = "e2", .named = "f2", .kind = "settlement", .amount = "10" });
  assert_balance (fixture, "50.75");
  postings = list_postings (fixture);
  g_assert_cmpuint (postings->len, ==, 2);
  posting = postings->pdata[1];
  g_assert_cmpstr (posting->subject, ==, "f1");
  g_assert_cmpstr (posting->event, ==, "e1");
  g_assert_cmpstr (posting->amount, ==, "60.75");
}

/* Another reference, another amount: other money. */
static void
test_other_money (TgStoreFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;

  tell (fixture, (Told) { .event = "e1", .kind = "receipt", .amount = "60", .reference = "R1" });
  tell (fixture, (Told) { .subject = "f1", .part = "receipt", .kind = "receipt", .amount = "60",
                          .reference = "R2" });
  tell (fixture, (Told) { .subject = "f2", .part = "receipt", .kind = "receipt", .amount = "61",
                          .reference = "R1" });
  postings = list_postings (fixture);
  g_assert_cmpuint (postings->len, ==, 3);
  assert_balance (fixture, "181");
}

static void
test_taken_back (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;
  const TgPosting *told;

  tell (fixture, (Told) { .event = "e1", .kind = "receipt", .amount = "60", .reference = "R1" });
  tell (fixture, (Told) { .subject = "f1", .part = "receipt", .kind = "receipt", .amount = "60",
                          .reference = "R1" });
  tell (fixture, (Told) { .subject = "f2", .part = "payment", .kind = "payment", .amount = "20" });
  assert_balance (fixture, "40");
  tg_store_fixture_write (fixture, reverse_job, (gpointer) "f1");
  tg_store_fixture_write (fixture, reverse_job, (gpointer) "f2");
  tg_store_fixture_write (fixture, reverse_job, (gpointer) "f2");
  /* The money is there still; only nobody has declared it. */
  assert_balance (fixture, "60");
  postings = list_postings (fixture);
  told = postings->pdata[1];
  g_assert_cmpstr (told->subject, ==, "");
  g_assert_true (((TgPosting *) postings->pdata[0])->reversed);
  tell (fixture, (Told) { .subject = "f2", .part = "payment", .kind = "payment", .amount = "20" });
  assert_balance (fixture, "40");
}

/* Bought for yuan: it uses the quota and moves no balance of dollars. */
static void
test_other_currency (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GPtrArray) postings = NULL;

  tell (fixture, (Told) { .subject = "f1", .part = "purchase", .kind = "purchase",
                          .amount = "500", .currency = "EUR" });
  postings = list_postings (fixture);
  g_assert_cmpstr (((TgPosting *) postings->pdata[0])->balance, ==, "");
  assert_balance (fixture, "0");
}

/* ---- quotas ---- */

static gpointer
quota_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  return tg_quota_table_list (conn, "en1", "2026", data, error);
}

static void
settle (TgStoreFixture *fixture,
        const char     *subject,
        const char     *date,
        const char     *usd,
        gboolean        exempt)
{
  tell (fixture, (Told) { .subject = subject, .part = "settlement", .kind = "settlement",
                          .amount = "100", .date = date, .quota = "settlement",
                          .exempt = exempt, .usd = usd });
}

static void
test_quota (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GPtrArray) except = NULL;
  const TgQuotaUse *settlement;

  settle (fixture, "f1", "2025-12-31", "100", FALSE);
  settle (fixture, "f2", "2026-01-01", "100.25", FALSE);
  settle (fixture, "f3", "2026-12-31", "200", FALSE);
  settle (fixture, "f4", "2026-06-01", "400", TRUE);
  settle (fixture, "f5", "2026-06-02", "", FALSE);
  settle (fixture, "f6", "2026-06-03", "800", FALSE);
  tg_store_fixture_write (fixture, reverse_job, (gpointer) "f6");

  uses = tg_store_fixture_read (fixture, quota_job, NULL);
  settlement = uses->pdata[0];
  g_assert_cmpstr (settlement->quota, ==, "settlement");
  g_assert_cmpstr (settlement->used, ==, "300.25");
  g_assert_cmpstr (settlement->exempt, ==, "400");
  g_assert_cmpuint (settlement->n_unknown, ==, 1);
  g_assert_cmpstr (((TgQuotaUse *) uses->pdata[1])->used, ==, "0");
  except = tg_store_fixture_read (fixture, quota_job, (gpointer) "f2");
  g_assert_cmpstr (((TgQuotaUse *) except->pdata[0])->used, ==, "200");
}

static void
add (const char *name,
     void      (*test)(TgStoreFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/store/account-table/", name, NULL);

  g_test_add (path, TgStoreFixture, NULL, tg_store_fixture_set_up, test,
              tg_store_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("currencies", test_currencies);
  add ("number-is-sealed", test_number_is_sealed);
  add ("stated", test_stated);
  add ("running-balance", test_running_balance);
  add ("once", test_once);
  add ("same-money", test_same_money);
  add ("other-money", test_other_money);
  add ("taken-back", test_taken_back);
  add ("other-currency", test_other_currency);
  add ("quota", test_quota);
  return g_test_run ();
}
