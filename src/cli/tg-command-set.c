/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

int
tg_command_set_run (TgCli   *cli,
                    GError **error)
{
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);

  if (draft == NULL || !tg_cli_put_arguments (draft, cli->arguments + 1, error))
    return TG_CLI_FAILED;
  return tg_cli_flush (draft, error) ? TG_CLI_OK : TG_CLI_FAILED;
}
