/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-workspace-import.h"

#include <glib/gi18n-lib.h>

/* Documents from a CSV file: a dry run with a reason per cell; with --commit the good rows are
 * stored, and the batch that takes them back is printed. */

static void
print_faults (TgCli         *cli,
              TgImportTrial *trial)
{
  const char *keys[] = { "row", "column", "heading", "value", "reason", NULL };
  const char *titles[] = { _("Row"), _("Column"), _("Heading"), _("Value"), _("Reason"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) faults = tg_import_trial_list_faults (trial);

  for (guint i = 0; i < g_list_model_get_n_items (faults); i++)
    {
      g_autoptr (TgImportCell) cell = g_list_model_get_item (faults, i);
      g_autofree char *row = g_strdup_printf ("%u", tg_import_cell_get_row (cell));
      g_autofree char *column = g_strdup_printf ("%u", tg_import_cell_get_column (cell));
      const char *cells[] = { row, column, tg_import_cell_get_heading (cell),
                              tg_import_cell_get_value (cell), tg_import_cell_get_reason (cell),
                              NULL };

      tg_report_add_row (report, cells);
    }
  tg_cli_print_report (cli, report);
}

static gboolean
commit (TgCli          *cli,
        TgImportTrial  *trial,
        GError        **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *batch = NULL;

  tg_workspace_commit_import_async (cli->workspace, trial, NULL, tg_cli_wait_done, &wait);
  batch = tg_workspace_commit_import_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (batch != NULL)
    g_print (_("batch %s\n"), batch);
  return batch != NULL;
}

static gboolean
take_back (TgCli   *cli,
           GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_undo_import_async (cli->workspace, cli->arguments[1], NULL, tg_cli_wait_done, &wait);
  return tg_workspace_undo_import_finish (cli->workspace, tg_cli_wait_result (&wait), error);
}

int
tg_command_import_run (TgCli   *cli,
                       GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgImportTrial) trial = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (cli->arguments[0], "undo"))
    return take_back (cli, error) ? TG_CLI_OK : TG_CLI_FAILED;
  file = g_file_new_for_commandline_arg (cli->arguments[1]);
  tg_workspace_try_import_async (cli->workspace, cli->arguments[0], file, NULL, tg_cli_wait_done,
                                 &wait);
  trial = tg_workspace_try_import_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (trial == NULL)
    return TG_CLI_FAILED;
  print_faults (cli, trial);
  g_printerr (_("%u of %u rows are good: %u documents\n"), tg_import_trial_get_n_good_rows (trial),
              tg_import_trial_get_n_rows (trial), tg_import_trial_get_n_documents (trial));
  if (cli->n_arguments == 3 && g_str_equal (cli->arguments[2], "--commit") &&
      !commit (cli, trial, error))
    return TG_CLI_FAILED;
  return tg_import_trial_get_n_good_rows (trial) < tg_import_trial_get_n_rows (trial)
         ? TG_CLI_PROBLEMS : TG_CLI_OK;
}
