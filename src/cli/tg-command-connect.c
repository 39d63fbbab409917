/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define MAX_SECRET 4096

/* One line from the descriptor: a secret never stands on a command line. */
static char *
read_secret (int      fd,
             GError **error)
{
  char buffer[MAX_SECRET] = "";
  gsize length = 0;
  gssize n = 0;

  while (length < sizeof buffer - 1 &&
         (n = read (fd, buffer + length, sizeof buffer - 1 - length)) > 0)
    length += (gsize) n;
  if (n < 0 || length == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("No secret could be read from file descriptor %d"), fd);
      return NULL;
    }
  return g_strdup (g_strchomp (buffer));
}

static char *
find_secret (TgCli   *cli,
             GError **error)
{
  gint64 fd = STDIN_FILENO;

  for (int i = 2; i + 1 < cli->n_arguments; i++)
    if (g_str_equal (cli->arguments[i], "--secret-fd"))
      fd = g_ascii_strtoll (cli->arguments[i + 1], NULL, 10);
  return read_secret ((int) fd, error);
}

int
tg_command_connect_run (TgCli   *cli,
                        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *secret = find_secret (cli, error);

  if (secret == NULL)
    return TG_CLI_FAILED;
  tg_workspace_connect_async (cli->workspace, cli->arguments[0], cli->arguments[1], secret, NULL,
                              tg_cli_wait_done, &wait);
  if (tg_workspace_connect_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
