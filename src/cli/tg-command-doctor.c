/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-doctor.h"

#include <glib/gi18n-lib.h>

static void
add_row (TgReport  *report,
         TgCli     *cli,
         TgCheckup *row)
{
  static const char * const words[] = { N_("–"), N_("good"), N_("look at it"), N_("bad") };
  const char *cells[] = {
    cli->as_json ? tg_checkup_get_id (row) : tg_checkup_get_title (row),
    cli->as_json ? tg_checkup_get_state_name (row) : _(words[tg_checkup_get_state (row)]),
    tg_checkup_get_text (row), tg_checkup_get_remedy (row), NULL,
  };

  tg_report_add_row (report, cells);
}

int
tg_command_doctor_run (TgCli   *cli,
                       GError **error)
{
  static const char * const keys[] = { "check", "state", "text", "remedy", NULL };
  const char * const titles[] = { _("Looked at"), _("State"), _("What is"), _("What to do"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (GPtrArray) rows = NULL;
  gboolean is_bad = FALSE;

  tg_doctor_examine_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  rows = tg_doctor_examine_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (rows == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < rows->len; i++)
    {
      add_row (report, cli, rows->pdata[i]);
      is_bad = is_bad || tg_checkup_get_state (rows->pdata[i]) == TG_CHECKUP_BAD;
    }
  tg_cli_print_report (cli, report);
  return is_bad ? TG_CLI_PROBLEMS : TG_CLI_OK;
}
