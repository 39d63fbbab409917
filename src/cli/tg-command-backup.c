/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

/* A copy of the store, now; prints where it is. */

int
tg_command_backup_run (TgCli   *cli,
                       GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *path = NULL;

  tg_workspace_backup_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  path = tg_workspace_backup_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (path == NULL)
    return TG_CLI_FAILED;
  g_print ("%s\n", path);
  return TG_CLI_OK;
}
