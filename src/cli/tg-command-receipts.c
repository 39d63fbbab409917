/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-receipt.h"
#include "tg-workspace-receipts.h"

#include <glib/gi18n-lib.h>

/* What the agencies answered: listed, or read from files of customs' client. */

static int
import (TgCli   *cli,
        GError **error)
{
  const char *keys[] = { "file", "result", "filing", "text", NULL };
  const char *titles[] = { _("File"), _("Result"), _("Filing"), _("What it says"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) taken = NULL;
  g_auto (TgCliWait) wait = { NULL };
  int code = TG_CLI_OK;

  for (int i = 1; i < cli->n_arguments; i++)
    g_ptr_array_add (files, g_file_new_for_commandline_arg (cli->arguments[i]));
  tg_workspace_take_receipts_async (cli->workspace, files, NULL, tg_cli_wait_done, &wait);
  taken = tg_workspace_take_receipts_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (taken == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < taken->len; i++)
    {
      const TgTakenReceipt *one = taken->pdata[i];

      tg_report_add_row (report, (const char *[]) {
      one->file, tg_receipt_outcome_to_name (one->outcome), one->filing, one->text, NULL
    });
      if (tg_receipt_outcome_is_problem (one->outcome))
        code = TG_CLI_PROBLEMS;
    }
  tg_cli_print_report (cli, report);
  return code;
}

static int
list (TgCli *cli)
{
  const char *keys[] = { "at", "filing", "agency", "status", "code", "message", "number", NULL };
  const char *titles[] = { _("Time"), _("Filing"), _("From"), _("State"), _("Code"),
                           _("What it says"), _("Number given"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) receipts = tg_workspace_list_receipts (cli->workspace);

  tg_cli_wait_rows (receipts);
  for (guint i = 0; i < g_list_model_get_n_items (receipts); i++)
    {
      g_autoptr (TgReceipt) receipt = g_list_model_get_item (receipts, i);
      g_autofree char *at = tg_time_to_rfc3339 (tg_receipt_get_at (receipt));

      tg_report_add_row (report, (const char *[]) {
      at, tg_receipt_get_filing (receipt), tg_receipt_get_agency (receipt),
      tg_receipt_get_status_text (receipt), tg_receipt_get_code (receipt),
      tg_receipt_get_message (receipt), tg_receipt_get_number (receipt), NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

int
tg_command_receipts_run (TgCli   *cli,
                         GError **error)
{
  if (cli->n_arguments == 0)
    return list (cli);
  if (g_str_equal (cli->arguments[0], "import") && cli->n_arguments > 1)
    return import (cli, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("receipts, or receipts import FILE…"));
  return TG_CLI_USAGE;
}
