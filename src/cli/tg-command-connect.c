/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-secret.h"
#include "tg-cli-unlock.h"
#include "tg-cli-wait.h"

#include <unistd.h>

static const char *
find_option (TgCli      *cli,
             const char *name)
{
  for (int i = 2; i + 1 < cli->n_arguments; i++)
    if (g_str_equal (cli->arguments[i], name))
      return cli->arguments[i + 1];
  return NULL;
}

/* A secret never stands on a command line. */
static char *
find_secret (TgCli   *cli,
             GError **error)
{
  for (int i = 2; i < cli->n_arguments; i++)
    if (g_str_equal (cli->arguments[i], "--by-certificate"))
      return g_strdup ("");
  return tg_cli_secret_read (tg_cli_secret_find (cli->arguments, "--secret-fd", STDIN_FILENO),
                             error);
}

int
tg_command_connect_run (TgCli   *cli,
                        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  char *secret = find_secret (cli, error);
  const TgWindowPlace place = { cli->arguments[0], cli->arguments[1], secret,
                                find_option (cli, "--authority") };

  if (secret == NULL || (*secret == '\0' && !tg_cli_unlock_key (cli, error)))
    {
      tg_cli_secret_wipe (secret);
      return TG_CLI_FAILED;
    }
  tg_workspace_connect_pinned_async (cli->workspace, &place, NULL, tg_cli_wait_done, &wait);
  tg_cli_secret_wipe (secret);
  if (tg_workspace_connect_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
