/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-workspace-dxp.h"

/* The number of an enterprise at the data centre: set, or printed. */
int
tg_command_dxp_run (TgCli   *cli,
                    GError **error)
{
  const char *code = cli->n_arguments > 1 ? cli->arguments[1] : NULL;
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *number = NULL;

  if (cli->n_arguments > 0)
    {
      tg_workspace_set_dxp_async (cli->workspace, code, cli->arguments[0], NULL, tg_cli_wait_done,
                                  &wait);
      number = tg_workspace_set_dxp_finish (cli->workspace, tg_cli_wait_result (&wait), error);
    }
  else
    {
      tg_workspace_read_dxp_async (cli->workspace, NULL, NULL, tg_cli_wait_done, &wait);
      number = tg_workspace_read_dxp_finish (cli->workspace, tg_cli_wait_result (&wait), error);
    }
  if (number == NULL)
    return TG_CLI_FAILED;
  g_print ("%s\n", number);
  return TG_CLI_OK;
}
