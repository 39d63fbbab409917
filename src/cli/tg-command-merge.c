/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

#include "tg-cli-wait.h"
#include "tg-workspace-merge.h"

/* What another computer, or the window, made of a document: shown, or settled field by field. */

static int
print (TgCli    *cli,
       TgDraft  *draft,
       GError  **error)
{
  const char *keys[] = { "path", "place", "base", "mine", "theirs", NULL };
  const char *titles[] = { _("Path"), _("Field"), _("Before"), _("Mine"), _("Theirs"), NULL };
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) items = NULL;

  tg_workspace_list_merge_async (cli->workspace, draft, NULL, tg_cli_wait_done, &wait);
  items = tg_workspace_list_merge_finish (cli->workspace, tg_cli_wait_result (&wait), NULL, error);
  if (items == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgMergeItem) item = g_list_model_get_item (items, i);
      const TgMergeItemFields *fields = tg_merge_item_get_fields (item);
      const char *row[] = { fields->path, fields->place, fields->base, fields->mine,
                            fields->theirs, NULL };

      tg_report_add_row (report, row);
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_PROBLEMS;
}

static int
settle (TgCli    *cli,
        TgDraft  *draft,
        GError  **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_settle_merge_async (cli->workspace, draft,
                                   (const char * const *) cli->arguments + 2, NULL,
                                   tg_cli_wait_done, &wait);
  return tg_workspace_settle_merge_finish (cli->workspace, tg_cli_wait_result (&wait), error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}

int
tg_command_merge_run (TgCli   *cli,
                      GError **error)
{
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);

  if (draft == NULL)
    return TG_CLI_FAILED;
  if (cli->n_arguments == 1)
    return print (cli, draft, error);
  if (g_str_equal (cli->arguments[1], "--theirs") ||
      (cli->n_arguments == 2 && g_str_equal (cli->arguments[1], "--mine")))
    return settle (cli, draft, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
               _("“%s” is no option of this command"), cli->arguments[1]);
  return TG_CLI_USAGE;
}
