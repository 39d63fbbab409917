/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

#include "tg-cli-wait.h"
#include "tg-workspace-merge.h"

/* Whether drafts are kept on the window as well. */

int
tg_command_drafts_run (TgCli   *cli,
                       GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_on = g_str_equal (cli->arguments[0], "on");

  if (!is_on && !g_str_equal (cli->arguments[0], "off"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("“%s” is neither on nor off"), cli->arguments[0]);
      return TG_CLI_USAGE;
    }
  tg_workspace_keep_drafts_async (cli->workspace, is_on, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_keep_drafts_finish (cli->workspace, tg_cli_wait_result (&wait), error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}
