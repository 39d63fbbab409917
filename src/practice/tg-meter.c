/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-meter.h"

/* Names and units keep to Prometheus' conventions: a prefix of ours, base units, `_total` on what
 * is counted; what every program has keeps its usual name. Owned by the server; on its thread. */

#define N_COUNTERS (TG_METER_SHUT + 1)

/* Upper bounds in µs: a commit on a fast disk, on a slow one, a batch, a wait. */
static const gint64 bounds[] = {
  1000, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000,
  30000000, 60000000,
};

static const struct
{
  const char *name;         /* with its label, if it has one */
  const char *help;         /* NULL: as the one before */
} counters[N_COUNTERS] = {
  [TG_METER_RECEIVED] = { "tongguan_submissions_total{outcome=\"received\"}",
                          "Submissions judged for the first time." },
  [TG_METER_REFUSED] = { "tongguan_submissions_total{outcome=\"refused\"}", NULL },
  [TG_METER_DUPLICATE] = { "tongguan_submission_duplicates_total",
                           "Submissions that came again and got their first result." },
  [TG_METER_EVENTS] = { "tongguan_events_sent_total", "Events handed out to clients." },
  [TG_METER_WRONG_SECRET] = { "tongguan_secret_refusals_total{reason=\"wrong\"}",
                              "Secrets at /oauth/token that were refused." },
  [TG_METER_SHUT] = { "tongguan_secret_refusals_total{reason=\"shut\"}", NULL },
};

typedef struct
{
  guint64 buckets[G_N_ELEMENTS (bounds)];   /* each alone, not summed up */
  guint64 count;
  gint64  sum;
} Histogram;

struct _TgMeter
{
  guint64  counters[N_COUNTERS];
  GTree   *requests;         /* labels → guint64 */
  GTree   *durations;        /* route → Histogram */
};

static int
compare (const void *a,
         const void *b,
         void       *data)
{
  return g_strcmp0 (a, b);
}

TgMeter *
tg_meter_new (void)
{
  TgMeter *self = g_new0 (TgMeter, 1);

  self->requests = g_tree_new_full (compare, NULL, g_free, g_free);
  self->durations = g_tree_new_full (compare, NULL, g_free, g_free);
  return self;
}

void
tg_meter_free (TgMeter *self)
{
  if (self == NULL)
    return;
  g_tree_unref (self->requests);
  g_tree_unref (self->durations);
  g_free (self);
}

void
tg_meter_add (TgMeter        *self,
              TgMeterCounter  counter,
              guint           number)
{
  self->counters[counter] += number;
}

/* A stranger's word must not become a label: each new one costs memory for ever. */
static const char *
name_method (const char *method)
{
  const char * const known[] = { "DELETE", "GET", "HEAD", "POST", "PUT", NULL };

  return method != NULL && g_strv_contains (known, method) ? method : "other";
}

static void
count_status (TgMeter    *self,
              const char *route,
              const char *method,
              guint       status)
{
  g_autofree char *code = status > 0 ? g_strdup_printf ("%u", status) : g_strdup ("aborted");
  g_autofree char *labels = g_strdup_printf ("method=\"%s\",route=\"%s\",status=\"%s\"",
                                             name_method (method), route, code);
  guint64 *number = g_tree_lookup (self->requests, labels);

  if (number == NULL)
    {
      number = g_new0 (guint64, 1);
      g_tree_insert (self->requests, g_steal_pointer (&labels), number);
    }
  (*number)++;
}

void
tg_meter_count (TgMeter    *self,
                const char *route,
                const char *method,
                guint       status,
                gint64      microseconds)
{
  Histogram *histogram = g_tree_lookup (self->durations, route);
  guint i = 0;

  if (histogram == NULL)
    {
      histogram = g_new0 (Histogram, 1);
      g_tree_insert (self->durations, g_strdup (route), histogram);
    }
  count_status (self, route, method, status);
  while (i < G_N_ELEMENTS (bounds) && microseconds > bounds[i])
    i++;
  if (i < G_N_ELEMENTS (bounds))
    histogram->buckets[i]++;
  histogram->count++;
  histogram->sum += microseconds;
}

/* Writing */

static void
add_head (GString    *text,
          const char *name,
          const char *type,
          const char *help)
{
  int length = (int) strcspn (name, "{");

  g_string_append_printf (text, "# HELP %.*s %s\n# TYPE %.*s %s\n", length, name, help, length,
                          name, type);
}

static void
add_seconds (GString *text,
             gint64   microseconds)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT ".%06d\n", microseconds / G_USEC_PER_SEC,
                          (int) (microseconds % G_USEC_PER_SEC));
}

static void
add_number (GString    *text,
            const char *name,
            const char *type,
            const char *help,
            guint64     number)
{
  add_head (text, name, type, help);
  g_string_append_printf (text, "%s %" G_GUINT64_FORMAT "\n", name, number);
}

static gboolean
add_request (gpointer key,
             gpointer value,
             gpointer data)
{
  g_string_append_printf (data, "tongguan_http_requests_total{%s} %" G_GUINT64_FORMAT "\n",
                          (const char *) key, *(guint64 *) value);
  return FALSE;
}

static gboolean
add_duration (gpointer key,
              gpointer value,
              gpointer data)
{
  const char *name = "tongguan_http_request_duration_seconds";
  const Histogram *histogram = value;
  const char *route = key;
  GString *text = data;
  guint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      sum += histogram->buckets[i];
      g_string_append_printf (text,
                              "%s_bucket{route=\"%s\",le=\"%d.%03d\"} %" G_GUINT64_FORMAT "\n",
                              name, route, (int) (bounds[i] / G_USEC_PER_SEC),
                              (int) (bounds[i] % G_USEC_PER_SEC) / 1000, sum);
    }
  g_string_append_printf (text, "%s_bucket{route=\"%s\",le=\"+Inf\"} %" G_GUINT64_FORMAT "\n",
                          name, route, histogram->count);
  g_string_append_printf (text, "%s_sum{route=\"%s\"} ", name, route);
  add_seconds (text, histogram->sum);
  g_string_append_printf (text, "%s_count{route=\"%s\"} %" G_GUINT64_FORMAT "\n", name, route,
                          histogram->count);
  return FALSE;
}

static void
add_state (GString            *text,
           const TgMeterState *state)
{
  add_number (text, "tongguan_connections", "gauge", "Connections that are open.",
              state->connections);
  add_number (text, "tongguan_connections_cut_total", "counter",
              "Connections that were too slow or brought too much.", state->cut);
  add_number (text, "tongguan_parked_polls", "gauge", "Long polls that wait for something.",
              state->parked);
  add_number (text, "tongguan_store_commits_total", "counter",
              "Transactions that wrote to the database.", state->commits);
  add_number (text, "tongguan_submission_batches_total", "counter",
              "Batches of submissions that were judged.", state->batches);
  add_number (text, "tongguan_submission_commits_total", "counter",
              "Transactions in which they were; those that arrive together share one.",
              state->groups);
  add_head (text, "process_start_time_seconds", "gauge", "When the window was started.");
  g_string_append (text, "process_start_time_seconds ");
  add_seconds (text, state->start);
}

char *
tg_meter_write (TgMeter            *self,
                const TgMeterState *state)
{
  GString *text = g_string_new (NULL);

  add_head (text, "tongguan_http_requests_total", "counter",
            "Requests by route, method and status of the answer.");
  g_tree_foreach (self->requests, add_request, text);
  add_head (text, "tongguan_http_request_duration_seconds", "histogram",
            "From the request's head to the end of its answer, by route.");
  g_tree_foreach (self->durations, add_duration, text);
  for (guint i = 0; i < N_COUNTERS; i++)
    {
      if (counters[i].help != NULL)
        add_head (text, counters[i].name, "counter", counters[i].help);
      g_string_append_printf (text, "%s %" G_GUINT64_FORMAT "\n", counters[i].name,
                              self->counters[i]);
    }
  add_state (text, state);
  return g_string_free (text, FALSE);
}
