/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-unlock.h"
#include "tg-cli-wait.h"
#include "tg-workspace-withdraw.h"

int
tg_command_withdraw_run (TgCli   *cli,
                         GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  if (!tg_cli_unlock_key (cli, error))
    return TG_CLI_FAILED;
  tg_workspace_withdraw_async (cli->workspace, cli->arguments[0], NULL, tg_cli_wait_done, &wait);
  return tg_workspace_withdraw_finish (cli->workspace, tg_cli_wait_result (&wait), error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}
