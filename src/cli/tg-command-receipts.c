/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-receipt.h"

#include <glib/gi18n-lib.h>

int
tg_command_receipts_run (TgCli   *cli,
                         GError **error)
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
