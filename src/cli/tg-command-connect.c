/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-secret.h"
#include "tg-cli-wait.h"

#include <unistd.h>

/* Names the window; the secret comes by a descriptor. */

int
tg_command_connect_run (TgCli   *cli,
                        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  int fd = tg_cli_secret_find (cli->arguments, "--secret-fd", STDIN_FILENO);
  g_autofree char *secret = tg_cli_secret_read (fd, error);

  if (secret == NULL)
    return TG_CLI_FAILED;
  tg_workspace_connect_async (cli->workspace, cli->arguments[0], cli->arguments[1], secret, NULL,
                              tg_cli_wait_done, &wait);
  if (tg_workspace_connect_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
