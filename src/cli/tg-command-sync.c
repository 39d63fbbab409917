/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-unlock.h"
#include "tg-cli-wait.h"
#include "tg-workspace-keys.h"

int
tg_command_sync_run (TgCli   *cli,
                     GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  if (tg_workspace_is_by_certificate (cli->workspace) && !tg_cli_unlock_key (cli, error))
    return TG_CLI_FAILED;
  tg_workspace_sync_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  if (tg_workspace_sync_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
