/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

#include "tg-issue.h"

#include <glib/gi18n-lib.h>

int
tg_command_check_run (TgCli   *cli,
                      GError **error)
{
  const char *keys[] = { "level", "id", "path", "message", NULL };
  const char *titles[] = { _("Level"), _("Rule"), _("Path"), _("What to do"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);
  g_autoptr (GListModel) issues = NULL;
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_blocked = FALSE;

  if (draft == NULL)
    return TG_CLI_FAILED;
  tg_draft_check_async (draft, NULL, tg_cli_wait_done, &wait);
  if (!tg_draft_check_finish (draft, tg_cli_wait_result (&wait), NULL, error))
    return TG_CLI_FAILED;
  issues = tg_draft_list_issues (draft);
  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      is_blocked = is_blocked || tg_issue_get_level (issue) == TG_LEVEL_BLOCKING;
      tg_report_add_row (report, (const char *[]) {
      tg_level_to_name (tg_issue_get_level (issue)), tg_issue_get_id (issue),
      tg_issue_get_path (issue), tg_issue_get_message (issue), NULL
    });
    }
  tg_cli_print_report (cli, report);
  return is_blocked ? TG_CLI_PROBLEMS : TG_CLI_OK;
}
