/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

int
tg_command_sample_run (TgCli   *cli,
                       GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_load_sample_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  if (tg_workspace_load_sample_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
