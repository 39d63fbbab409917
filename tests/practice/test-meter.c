/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-meter.h"

/* The text is compared by its lines: a sample is its name with labels, a blank and its value. */

#define REQUESTS "tongguan_http_requests_total"

static void
assert_line (const char *text,
             const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_strv_contains ((const char * const *) lines, line))
    g_error ("no line “%s” in\n%s", line, text);
}

static void
test_counts (void)
{
  g_autoptr (TgMeter) meter = tg_meter_new ();
  const TgMeterState state = { .start = G_GINT64_CONSTANT (1790000000250000), .commits = 7,
                               .parked = 3 };
  g_autofree char *text = NULL;

  tg_meter_add (meter, TG_METER_RECEIVED, 2);
  tg_meter_add (meter, TG_METER_REFUSED, 1);
  tg_meter_add (meter, TG_METER_DUPLICATE, 5);
  tg_meter_add (meter, TG_METER_EVENTS, 200);
  tg_meter_count (meter, "/v1/events", "GET", 200, 10);
  tg_meter_count (meter, "/v1/events", "GET", 200, 10);
  tg_meter_count (meter, "/v1/events", "GET", 0, 10);
  tg_meter_count (meter, "other", "BREW", 404, 10);
  text = tg_meter_write (meter, &state);
  assert_line (text, "tongguan_submissions_total{outcome=\"received\"} 2");
  assert_line (text, "tongguan_submissions_total{outcome=\"refused\"} 1");
  assert_line (text, "tongguan_submission_duplicates_total 5");
  assert_line (text, "tongguan_events_sent_total 200");
  assert_line (text, "tongguan_parked_polls 3");
  assert_line (text, "tongguan_store_commits_total 7");
  assert_line (text, "process_start_time_seconds 1790000000.250000");
  assert_line (text, REQUESTS "{method=\"GET\",route=\"/v1/events\",status=\"200\"} 2");
  assert_line (text, REQUESTS "{method=\"GET\",route=\"/v1/events\",status=\"aborted\"} 1");
  /* What a stranger calls his method is no label of ours. */
  assert_line (text, REQUESTS "{method=\"other\",route=\"other\",status=\"404\"} 1");
  g_assert_null (strstr (text, "BREW"));
}

static void
test_histogram (void)
{
  const char *name = "tongguan_http_request_duration_seconds";
  g_autoptr (TgMeter) meter = tg_meter_new ();
  const TgMeterState state = { 0 };
  const gint64 times[] = { 1000, 1001, 5000, 2400000, 61 * G_USEC_PER_SEC };
  const struct
  {
    const char *bound;
    int         count;
  } buckets[] = {
    { "0.001", 1 }, { "0.005", 3 }, { "1.000", 3 }, { "2.500", 4 }, { "60.000", 4 }, { "+Inf", 5 },
  };
  g_autofree char *text = NULL;
  g_autofree char *sum = g_strdup_printf ("%s_sum{route=\"/x\"} 63.407001", name);
  g_autofree char *count = g_strdup_printf ("%s_count{route=\"/x\"} 5", name);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    tg_meter_count (meter, "/x", "GET", 200, times[i]);
  text = tg_meter_write (meter, &state);
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s_bucket{route=\"/x\",le=\"%s\"} %d", name,
                                               buckets[i].bound, buckets[i].count);

      assert_line (text, line);
    }
  assert_line (text, sum);
  assert_line (text, count);
}

/* Every sample is of a metric that was announced, and each of them once. */
static void
test_form (void)
{
  g_autoptr (TgMeter) meter = tg_meter_new ();
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TgMeterState state = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  tg_meter_count (meter, "/x", "GET", 200, 1);
  text = tg_meter_write (meter, &state);
  g_assert_true (g_str_has_suffix (text, "\n"));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
      g_autofree char *name = g_strndup (lines[i], strcspn (lines[i], "{ "));

      if (g_str_equal (words[0], "#"))
        {
          if (g_str_equal (words[1], "TYPE"))
            g_assert_true (g_hash_table_add (types, g_strdup (words[2])));
          continue;
        }
      if (g_str_has_prefix (name, "tongguan_http_request_duration_seconds_"))
        *strrchr (name, '_') = '\0';
      g_assert_true (g_hash_table_contains (types, name));
      g_assert_true (g_ascii_isdigit (*(strrchr (lines[i], ' ') + 1)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/meter/counts", test_counts);
  g_test_add_func ("/practice/meter/histogram", test_histogram);
  g_test_add_func ("/practice/meter/form", test_form);
  return g_test_run ();
}
