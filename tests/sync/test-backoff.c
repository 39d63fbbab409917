/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backoff.h"
#include "tg-clock.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW    (1000 * SECOND)

/* Between one second and a ceiling that doubles up to ten minutes; and the whole width is used. */
static void
test_delay (void)
{
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);

  for (guint failures = 1; failures < 40; failures++)
    {
      gint64 ceiling = MIN (SECOND << MIN (failures, 10), 600 * SECOND);
      gint64 least = G_MAXINT64, most = 0;

      for (guint i = 0; i < 300; i++)
        {
          gint64 delay = tg_backoff_delay (failures, chance);

          least = MIN (least, delay);
          most = MAX (most, delay);
        }
      g_assert_cmpint (least, >=, SECOND);
      g_assert_cmpint (most, <=, ceiling);
      g_assert_cmpint (most - least, >, (ceiling - SECOND) * 8 / 10);
    }
}

static void
test_retry_after (void)
{
  static const char date[] = "Mon, 23 Nov 2026 04:00:00 GMT";
  static const struct
  {
    const char *retry_after;
    const char *date;
    gint64      expected;
  } cases[] = {
    { NULL, NULL, -1 },
    { "0", NULL, 0 },
    { "120", NULL, 120 * SECOND },
    { "3600", NULL, 3600 * SECOND },
    { "999999", NULL, 3600 * SECOND },
    { "4294967295", NULL, 3600 * SECOND },
    { "-5", NULL, -1 },
    { "soon", NULL, -1 },
    { "", NULL, -1 },
    { "1.5", NULL, -1 },
    { "Mon, 23 Nov 2026 04:00:30 GMT", date, 30 * SECOND },
    { "Mon, 23 Nov 2026 03:00:00 GMT", date, 0 },
    { "Tue, 24 Nov 2026 04:00:00 GMT", date, 3600 * SECOND },
    { "Mon, 99 Nov 2026 04:00:30 GMT", date, -1 },
    { "Mon, 23 Xyz 2026 04:00:30 GMT", date, -1 },
    { "Mon, 23 ovD 2026 04:00:30 GMT", date, -1 },
    /* Our own clock only where the answer has none: 1970-01-01 00:16:40. */
    { "Thu, 01 Jan 1970 00:17:00 GMT", NULL, 20 * SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (tg_backoff_retry_after (cases[i].retry_after, cases[i].date, NOW), ==,
                       cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/backoff/delay", test_delay);
  g_test_add_func ("/sync/backoff/retry-after", test_retry_after);
  return g_test_run ();
}
