/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-fact-row.h"

#include <glib/gi18n-lib.h>

int
tg_command_facts_run (TgCli   *cli,
                      GError **error)
{
  const char *keys[] = { "id", "number", "summary", "amount", "currency", "date", NULL };
  const char *titles[] = { "id", _("Number"), _("Contents"), _("Amount"), _("Currency"), _("Date"),
                           NULL };
  const char *words = cli->n_arguments > 1 ? cli->arguments[1] : "";
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) facts = tg_workspace_list_facts (cli->workspace, cli->arguments[0], words);

  tg_cli_wait_rows (facts);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (TgFactRow) row = g_list_model_get_item (facts, i);
      const TgFactRowFields *fields = tg_fact_row_get_fields (row);

      tg_report_add_row (report, (const char *[]) {
      tg_stored_row_get_id (TG_STORED_ROW (row)), fields->number, fields->summary,
      fields->amount, fields->currency, fields->date, NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}
