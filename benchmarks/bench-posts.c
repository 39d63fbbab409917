/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-figure.h"
#include "tg-floor-server.h"
#include "tg-window-process.h"
#include "tg-wire-codec.h"

#include <stdlib.h>
#include <string.h>

/* Many clients at once, each posting one filing at a time on a connection of its own: how long all
 * take, and how many transactions it cost; beside the same bytes posted in the same way to a server
 * that only commits each.
 * bench-posts PRACTICE-PROGRAM [NUMBER] */

#define N_POSTS   3000         /* unless said otherwise */
#define N_CLIENTS 32
#define LIMIT     6

typedef struct
{
  TgWindowProcess *window;
  GPtrArray       *requests;
  guint            next;       /* atomic */
} TgBench;

static char *
make_request (guint       number,
              const char *token)
{
  g_autofree char *id = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", number);
  g_autoptr (TgDocument) document = tg_document_new_from_json ("{\"name\":\"天然蜂蜜\"}", -1, NULL);
  g_autoptr (GBytes) frozen = NULL;
  TgSubmission item = {
    .id = id, .action = TG_ACTION_FILE, .filing = id, .form = (char *) "registration.goods",
    .form_version = 1, .enterprise = (char *) TG_WINDOW_PROCESS_ENTERPRISE, .document = document,
  };

  frozen = tg_wire_freeze_submission (&item, NULL);
  g_free (item.digest);
  return g_strdup_printf ("POST /v1/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                          "Connection: close\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n{\"submissions\":[%.*s]}",
                          token, g_bytes_get_size (frozen) + strlen ("{\"submissions\":[]}"),
                          (int) g_bytes_get_size (frozen),
                          (const char *) g_bytes_get_data (frozen, NULL));
}

static gpointer
post_some (gpointer data)
{
  TgBench *bench = data;
  guint i;

  while ((i = (guint) g_atomic_int_add (&bench->next, 1)) < bench->requests->len)
    {
      g_autofree char *answer = tg_window_process_ask (bench->window, bench->requests->pdata[i]);

      if (!g_str_has_prefix (answer, "HTTP/1.1 200 ") || strstr (answer, "refused") != NULL)
        g_error ("%s", answer);
    }
  return NULL;
}

static void
post_all (gpointer data)
{
  GThread *threads[N_CLIENTS];

  for (guint i = 0; i < N_CLIENTS; i++)
    threads[i] = g_thread_new ("client", post_some, data);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_thread_join (threads[i]);
}

static double
time_floor (TgBench    *bench,
            const char *self)
{
  g_autofree char *folder = g_dir_make_tmp ("tg-bench-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "floor.db", NULL);
  char *argv[] = { (char *) self, (char *) "--floor", database, NULL };
  TgWindowProcess process = { .folder = g_steal_pointer (&folder) };
  TgBench floor = { &process, bench->requests, 0 };
  double time;

  tg_window_process_start_other (&process, argv);
  time = tg_figure_time (post_all, &floor, 1);
  tg_window_process_stop (&process);
  return time;
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc == 3 ? (guint) strtoul (argv[2], NULL, 10) : N_POSTS;
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);
  TgWindowProcess window = { NULL };
  TgBench bench = { &window, requests, 0 };
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *what = NULL;
  double time;

  if (argc == 3 && strcmp (argv[1], "--floor") == 0)
    return tg_floor_server_run (argv[2]);
  if (argc != 2 && argc != 3)
    return 2;
  tg_window_process_start (&window, argv[1], N_CLIENTS);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_ptr_array_add (tokens, tg_window_process_log_in (&window, i));
  for (guint i = 0; i < n_posts; i++)
    g_ptr_array_add (requests, make_request (i, tokens->pdata[i % N_CLIENTS]));
  time = tg_figure_time (post_all, &bench, 1);
  g_print ("%u posts in %.0f ms, %.0f a second, in %" G_GINT64_FORMAT " transactions\n", n_posts,
           time, n_posts * 1000 / time,
           tg_window_process_get_metric (&window, "tongguan_submission_commits_total"));
  tg_window_process_stop (&window);
  what = g_strdup_printf ("%u posts of a filing by %d clients", n_posts, N_CLIENTS);
  tg_figure_print (what, time, "bare", time_floor (&bench, argv[0]), LIMIT);
  return tg_figure_n_over () > 0 ? 1 : 0;
}
