/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-deadline.h"
#include "tg-workspace-resend.h"

#include <glib/gi18n-lib.h>

/* Finished filings that a restored window no longer has: without an id they are listed; with one it
 * goes again, or --leave lets it be. */

static int
print_lost (TgCli *cli)
{
  const char *keys[] = { "id", "date", "what", NULL };
  const char *titles[] = { _("Id"), _("Date"), _("What"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) todo = tg_workspace_list_todo (cli->workspace);

  tg_cli_wait_rows (todo);
  for (guint i = 0; i < g_list_model_get_n_items (todo); i++)
    {
      g_autoptr (TgDeadline) deadline = g_list_model_get_item (todo, i);
      const char *cells[] = { tg_deadline_get_subject (deadline), tg_deadline_get_date (deadline),
                              tg_deadline_get_text (deadline), NULL };

      if (g_str_equal (tg_deadline_get_kind (deadline), "lost"))
        tg_report_add_row (report, cells);
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

int
tg_command_resend_run (TgCli   *cli,
                       GError **error)
{
  const char *option = cli->n_arguments > 1 ? cli->arguments[1] : NULL;
  g_auto (TgCliWait) wait = { NULL };

  if (cli->n_arguments == 0)
    return print_lost (cli);
  if (option != NULL && !g_str_equal (option, "--leave"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("“%s” is not --leave"), option);
      return TG_CLI_USAGE;
    }
  tg_workspace_resend_async (cli->workspace, cli->arguments[0], option == NULL, NULL,
                             tg_cli_wait_done, &wait);
  return tg_workspace_resend_finish (cli->workspace, tg_cli_wait_result (&wait), error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}
