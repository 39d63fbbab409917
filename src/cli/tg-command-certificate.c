/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-workspace-keys.h"

static const char *
find_key (TgCli *cli)
{
  for (int i = 1; i + 1 < cli->n_arguments; i++)
    if (g_str_equal (cli->arguments[i], "--key"))
      return cli->arguments[i + 1];
  return "";
}

int
tg_command_certificate_run (TgCli   *cli,
                            GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_none = g_str_equal (cli->arguments[0], "none");

  tg_workspace_set_certificate_async (cli->workspace, is_none ? "" : cli->arguments[0],
                                      is_none ? "" : find_key (cli), NULL, tg_cli_wait_done, &wait);
  if (tg_workspace_set_certificate_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return TG_CLI_FAILED;
}
