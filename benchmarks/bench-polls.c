/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-process.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Long polls, parked over loopback at a practice window in a process of its own: by how much its
 * resident memory grows.
 * bench-polls PRACTICE-PROGRAM [NUMBER] */

#define N_POLLS      1000      /* unless said otherwise */
#define N_OF_ACCOUNT 8         /* the window lets go of more */
#define LIMIT_KIB    (30 * 1000 * 1000 / 1024)

static void
raise_file_limit (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) == 0)
    {
      files.rlim_cur = files.rlim_max;
      setrlimit (RLIMIT_NOFILE, &files);
    }
}

static void
park (TgWindowProcess *window,
      GPtrArray       *sockets,
      const char      *token)
{
  g_autofree char *request =
    g_strdup_printf ("GET /v1/events?wait=55 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                     "Authorization: Bearer %s\r\n\r\n", token);
  GSocket *socket = tg_window_process_connect (window);
  gssize sent = g_socket_send (socket, request, strlen (request), NULL, NULL);

  if (sent != (gssize) strlen (request))
    g_error ("a poll could not be sent");
  g_ptr_array_add (sockets, socket);
}

static void
wait_until_parked (TgWindowProcess *window,
                   guint            number)
{
  for (guint i = 0; i < 200; i++)
    {
      if (tg_window_process_get_metric (window, "tongguan_parked_polls") >= number)
        return;
      g_usleep (100 * 1000);
    }
  g_error ("only %" G_GINT64_FORMAT " polls are parked",
           tg_window_process_get_metric (window, "tongguan_parked_polls"));
}

int
main (int    argc,
      char **argv)
{
  guint n_polls = argc == 3 ? (guint) strtoul (argv[2], NULL, 10) : N_POLLS;
  guint n_accounts = (n_polls + N_OF_ACCOUNT - 1) / N_OF_ACCOUNT;
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  TgWindowProcess window = { NULL };
  gint64 before, growth;
  gboolean is_over;

  if (argc != 2 && argc != 3)
    return 2;
  raise_file_limit ();
  tg_window_process_start (&window, argv[1], n_accounts);
  for (guint i = 0; i < n_accounts; i++)
    g_ptr_array_add (tokens, tg_window_process_log_in (&window, i));
  before = tg_window_process_get_memory (&window);
  for (guint i = 0; i < n_polls; i++)
    park (&window, sockets, tokens->pdata[i % n_accounts]);
  wait_until_parked (&window, n_polls);
  growth = tg_window_process_get_memory (&window) - before;
  is_over = growth * N_POLLS > (gint64) LIMIT_KIB * n_polls;
  g_print ("%u parked polls: %.1f MB, %.1f kB each, beside %.1f MB without"
           " (limit 30 MB for 1000)%s\n", n_polls, (double) growth * 1024 / 1e6,
           (double) growth * 1024 / 1e3 / n_polls, (double) before * 1024 / 1e6,
           is_over ? "  OVER" : "");
  tg_window_process_stop (&window);
  return is_over ? 1 : 0;
}
