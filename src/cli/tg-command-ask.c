/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-error.h"
#include "tg-workspace-enquiry.h"

/* Asks the window. Of when the answer is stands on the error output, so that the table can be read
 * by a program. */

static void
print (TgCli     *cli,
       TgEnquiry *enquiry)
{
  const char * const *columns = tg_enquiry_get_columns (enquiry);
  g_autoptr (TgReport) report = tg_report_new (columns, columns);
  g_autofree char *at = tg_time_to_rfc3339 (tg_enquiry_get_asked_at (enquiry));

  for (guint i = 0; i < tg_enquiry_get_n_rows (enquiry); i++)
    tg_report_add_row (report, tg_enquiry_get_row (enquiry, i));
  g_printerr (_("As of %s\n"), at);
  if (*tg_enquiry_get_offline (enquiry) != '\0')
    g_printerr (_("This is the last answer: %s\n"), tg_enquiry_get_offline (enquiry));
  if (tg_enquiry_has_more (enquiry))
    g_printerr ("%s\n", _("There is more: ask with more words."));
  tg_cli_print_report (cli, report);
}

int
tg_command_ask_run (TgCli   *cli,
                    GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *words = g_strjoinv (" ", cli->arguments + 1);
  g_autoptr (TgEnquiry) enquiry = NULL;

  if (!g_strv_contains (tg_workspace_get_enquiry_kinds (), cli->arguments[0]))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("“%s” is no kind of enquiry"), cli->arguments[0]);
      return TG_CLI_USAGE;
    }
  tg_workspace_ask_async (cli->workspace, cli->arguments[0], words, NULL, tg_cli_wait_done, &wait);
  enquiry = tg_workspace_ask_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (enquiry != NULL)
    {
      print (cli, enquiry);
      return TG_CLI_OK;
    }
  return g_error_matches (*error, TG_ERROR, TG_ERROR_OFFLINE) ? TG_CLI_OFFLINE : TG_CLI_FAILED;
}
