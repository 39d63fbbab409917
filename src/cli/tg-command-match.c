/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-sale.h"

#include <glib/gi18n-lib.h>

int
tg_command_match_run (TgCli   *cli,
                      GError **error)
{
  const char *keys[] = { "order_no", "goods", "amount", "currency", "order", "list", "declaration",
                         "money", "refund", NULL };
  const char *titles[] = { _("Sale"), _("Contents"), _("Amount"), _("Currency"),
                           tg_sale_step_get_label (TG_SALE_ORDER),
                           tg_sale_step_get_label (TG_SALE_LIST),
                           tg_sale_step_get_label (TG_SALE_DECLARATION),
                           tg_sale_step_get_label (TG_SALE_MONEY),
                           tg_sale_step_get_label (TG_SALE_REFUND), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) sales = tg_workspace_list_sales (cli->workspace);

  tg_cli_wait_rows (sales);
  for (guint i = 0; i < g_list_model_get_n_items (sales); i++)
    {
      g_autoptr (TgSale) sale = g_list_model_get_item (sales, i);
      const char *cells[10] = { tg_sale_get_order_no (sale), tg_sale_get_goods (sale),
                                tg_sale_get_amount (sale), tg_sale_get_currency (sale) };

      for (TgSaleStep step = 0; step < TG_N_SALE_STEPS; step++)
        cells[4 + step] = tg_sale_stage_get_label (tg_sale_get_cell (sale, step)->stage);
      tg_report_add_row (report, cells);
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}
