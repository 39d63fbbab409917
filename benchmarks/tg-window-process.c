/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-process.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void
need (gboolean      ok,
      const GError *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed");
}

void
tg_window_process_start_other (TgWindowProcess  *self,
                               char            **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) channel = NULL;
  g_autofree char *line = NULL;
  int out = -1;

  need (g_spawn_async_with_pipes (NULL, argv, NULL,
                                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                                  NULL, NULL, &self->pid, NULL, &out, NULL, &error), error);
  channel = g_io_channel_unix_new (out);
  g_io_channel_read_line (channel, &line, NULL, NULL, &error);
  need (line != NULL && strrchr (line, ':') != NULL, error);
  self->port = (guint16) strtoul (strrchr (line, ':') + 1, NULL, 10);
}

void
tg_window_process_start (TgWindowProcess *self,
                         const char      *program,
                         guint            n_accounts)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);

  self->folder = g_dir_make_tmp ("tg-bench-XXXXXX", NULL);
  g_ptr_array_add (argv, g_strdup (program));
  g_ptr_array_add (argv, g_strdup ("--db"));
  g_ptr_array_add (argv, g_build_filename (self->folder, "practice.db", NULL));
  g_ptr_array_add (argv, g_strdup ("--enterprise"));
  g_ptr_array_add (argv, g_strdup (TG_WINDOW_PROCESS_ENTERPRISE));
  for (guint i = 0; i < n_accounts; i++)
    {
      g_ptr_array_add (argv, g_strdup ("--account"));
      g_ptr_array_add (argv, g_strdup_printf ("pupil%u:secret", i));
    }
  g_ptr_array_add (argv, NULL);
  tg_window_process_start_other (self, (char **) argv->pdata);
}

void
tg_window_process_stop (TgWindowProcess *self)
{
  g_autofree char *command = NULL;

  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
  if (self->folder == NULL)
    return;
  command = g_strdup_printf ("rm -rf '%s'", self->folder);
  need (system (command) == 0, NULL);
  g_clear_pointer (&self->folder, g_free);
}

GSocket *
tg_window_process_connect (TgWindowProcess *self)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1",
                                                                              self->port);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, &error);

  need (socket != NULL && g_socket_connect (socket, address, NULL, &error), error);
  return g_steal_pointer (&socket);
}

char *
tg_window_process_ask (TgWindowProcess *self,
                       const char      *request)
{
  g_autoptr (GSocket) socket = tg_window_process_connect (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  gsize length = strlen (request);
  char buffer[16384];
  gssize n;

  for (gsize sent = 0; sent < length; sent += (gsize) n)
    {
      n = g_socket_send (socket, request + sent, length - sent, NULL, &error);
      need (n > 0, error);
    }
  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error)) > 0)
    g_string_append_len (answer, buffer, n);
  need (n == 0, error);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

char *
tg_window_process_log_in (TgWindowProcess *self,
                          guint            account)
{
  g_autofree char *pair = g_strdup_printf ("pupil%u:secret", account);
  g_autofree char *basic = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *request =
    g_strdup_printf ("POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic %s\r\n"
                     "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n"
                     "\r\ngrant_type=client_credentials", basic);
  g_autofree char *answer = tg_window_process_ask (self, request);
  const char *token = strstr (answer, "\"access_token\":\"");

  need (token != NULL, NULL);
  token += strlen ("\"access_token\":\"");
  return g_strndup (token, strcspn (token, "\""));
}

gint64
tg_window_process_get_metric (TgWindowProcess *self,
                              const char      *name)
{
  g_autofree char *answer =
    tg_window_process_ask (self, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  g_autofree char *line = g_strdup_printf ("\n%s ", name);
  const char *found = strstr (answer, line);

  return found != NULL ? g_ascii_strtoll (found + strlen (line), NULL, 10) : -1;
}

gint64
tg_window_process_get_memory (TgWindowProcess *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) self->pid);
  g_autofree char *text = NULL;
  const char *line;

  need (g_file_get_contents (path, &text, NULL, NULL), NULL);
  line = strstr (text, "\nVmRSS:");
  need (line != NULL, NULL);
  return g_ascii_strtoll (line + strlen ("\nVmRSS:"), NULL, 10);
}
