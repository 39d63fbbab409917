/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-limiter.h"
#include "tg-test.h"

#define SECOND G_USEC_PER_SEC

static guint
take_all (TgTokenBucket *bucket,
          const TgRate  *rate,
          gint64         now)
{
  guint count = 0;

  while (count < 10000 && tg_token_bucket_take (bucket, rate, now) == 0)
    count++;
  return count;
}

static void
test_burst (void)
{
  const TgRate rate = { .burst = 5, .rate = 2 };
  TgTokenBucket bucket;

  tg_token_bucket_fill (&bucket, &rate, 0);
  g_assert_cmpuint (take_all (&bucket, &rate, 0), ==, 5);
  g_assert_cmpint (tg_token_bucket_take (&bucket, &rate, 0), ==, SECOND / 2);
  g_assert_cmpint (tg_token_bucket_take (&bucket, &rate, SECOND / 2 - 1), >, 0);
  g_assert_cmpuint (take_all (&bucket, &rate, SECOND / 2), ==, 1);
  /* It never holds more than the burst, however long nobody came. */
  g_assert_cmpuint (take_all (&bucket, &rate, 100 * SECOND), ==, 5);
  g_assert_cmpuint (take_all (&bucket, &rate, G_MAXINT64), ==, 5);
}

/* Who asks in vain all the time gets no less than who waits. */
static void
test_steady (void)
{
  const TgRate rate = { .burst = 1, .rate = 3 };
  TgTokenBucket bucket;
  guint count = 0;

  tg_token_bucket_fill (&bucket, &rate, 0);
  for (gint64 now = 0; now < 100 * SECOND; now += 999)
    count += tg_token_bucket_take (&bucket, &rate, now) == 0;
  g_assert_cmpuint (count, >=, 299);
  g_assert_cmpuint (count, <=, 301);
}

static void
test_odd (void)
{
  const TgRate unlimited = { .burst = 0, .rate = 0 };
  const TgRate slow = { .burst = 0, .rate = 1 };
  TgTokenBucket bucket;

  tg_token_bucket_fill (&bucket, &unlimited, 0);
  g_assert_cmpuint (take_all (&bucket, &unlimited, 0), ==, 10000);
  /* A burst of nothing would let nobody in, ever. */
  tg_token_bucket_fill (&bucket, &slow, 10 * SECOND);
  g_assert_cmpuint (take_all (&bucket, &slow, 10 * SECOND), ==, 1);
  /* A time before the last one gives nothing, and takes nothing. */
  g_assert_cmpint (tg_token_bucket_take (&bucket, &slow, 0), ==, SECOND);
  g_assert_cmpuint (take_all (&bucket, &slow, 11 * SECOND), ==, 1);
}

static void
test_accounts (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  const TgRate rate = { .burst = 2, .rate = 1 };
  g_autoptr (TgLimiter) limiter = tg_limiter_new (TG_CLOCK (clock), &rate);

  g_assert_cmpuint (tg_limiter_take (limiter, "a"), ==, 0);
  g_assert_cmpuint (tg_limiter_take (limiter, "a"), ==, 0);
  g_assert_cmpuint (tg_limiter_take (limiter, "a"), ==, 1);
  g_assert_cmpuint (tg_limiter_take (limiter, "b"), ==, 0);
  tg_test_clock_advance (clock, SECOND);
  g_assert_cmpuint (tg_limiter_take (limiter, "a"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/token-bucket/burst", test_burst);
  g_test_add_func ("/practice/token-bucket/steady", test_steady);
  g_test_add_func ("/practice/token-bucket/odd", test_odd);
  g_test_add_func ("/practice/token-bucket/accounts", test_accounts);
  return g_test_run ();
}
