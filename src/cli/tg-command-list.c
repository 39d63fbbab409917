/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-filing-row.h"

#include <glib/gi18n-lib.h>

static const char *
get_argument (TgCli *cli,
              int    position)
{
  return position < cli->n_arguments ? cli->arguments[position] : "";
}

int
tg_command_list_run (TgCli   *cli,
                     GError **error)
{
  const char *keys[] = { "id", "form", "number", "summary", "amount", "currency", "state", "next",
                         NULL };
  const char *titles[] = { "id", _("Form"), _("Number"), _("Contents"), _("Amount"), _("Currency"),
                           _("State"), _("Next step"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) filings = tg_workspace_list_filings (cli->workspace, get_argument (cli, 0),
                                                              get_argument (cli, 1),
                                                              get_argument (cli, 2));

  tg_cli_wait_rows (filings);
  for (guint i = 0; i < g_list_model_get_n_items (filings); i++)
    {
      g_autoptr (TgFilingRow) row = g_list_model_get_item (filings, i);
      const TgFilingRowFields *fields = tg_filing_row_get_fields (row);

      tg_report_add_row (report, (const char *[]) {
      tg_stored_row_get_id (TG_STORED_ROW (row)), fields->form, fields->number, fields->summary,
      fields->amount, fields->currency, tg_filing_row_get_label (row),
      tg_filing_row_get_next_step (row), NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}
