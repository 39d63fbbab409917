/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-unlock.h"
#include "tg-cli-wait.h"
#include "tg-error.h"

int
tg_command_submit_run (TgCli   *cli,
                       GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);

  if (draft == NULL || !tg_cli_unlock_key (cli, error))
    return TG_CLI_FAILED;
  tg_draft_queue_async (draft, NULL, tg_cli_wait_done, &wait);
  if (tg_draft_queue_finish (draft, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return g_error_matches (*error, TG_ERROR, TG_ERROR_REFUSED) ? TG_CLI_PROBLEMS : TG_CLI_FAILED;
}
