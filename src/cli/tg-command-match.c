/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-sale.h"
#include "tg-workspace-match.h"

#include <glib/gi18n-lib.h>

/* The chain board; with an order number the documents of that sale beside each other: what agrees,
 * what differs, what is missing; and by which documents it is to be declared. */

/* A program reads the name, a person the label. */
static const char *
get_word (TgCli         *cli,
          TgSaleVerdict  verdict)
{
  return cli->as_json ? tg_sale_verdict_to_name (verdict) : tg_sale_verdict_get_label (verdict);
}

static void
add_leg (TgCli       *cli,
         TgReport    *report,
         TgSaleMatch *match,
         guint        i)
{
  const TgSaleLeg *leg = tg_sale_match_get_leg (match, i);
  g_autoptr (GListModel) pairs = tg_sale_match_list_pairs (match, i);

  if (leg->id[0] == '\0')
    tg_report_add_row (report, (const char *[]) {
      leg->title, "", "", "", "", "", get_word (cli, TG_VERDICT_LACKS), NULL
    });
  for (guint p = 0; p < g_list_model_get_n_items (pairs); p++)
    {
      g_autoptr (TgSalePair) pair = g_list_model_get_item (pairs, p);
      const TgSalePairFields *fields = tg_sale_pair_get_fields (pair);

      tg_report_add_row (report, (const char *[]) {
      leg->title, fields->label, fields->value, fields->other_title, fields->other_value,
      fields->rule, get_word (cli, fields->verdict), NULL
    });
    }
}

/* Whether one of them blocks. */
static gboolean
add_issues (TgReport   *report,
            const char *title,
            GListModel *issues)
{
  gboolean is_blocked = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      is_blocked = is_blocked || tg_issue_get_level (issue) == TG_LEVEL_BLOCKING;
      tg_report_add_row (report, (const char *[]) {
      title, tg_issue_get_message (issue), "", "", "", tg_issue_get_id (issue),
      tg_level_to_name (tg_issue_get_level (issue)), NULL
    });
    }
  return is_blocked;
}

static int
match_sale (TgCli   *cli,
            GError **error)
{
  const char *keys[] = { "leg", "field", "value", "other", "other_value", "rule", "result", NULL };
  const char *titles[] = { _("Document"), _("Field"), _("Value"), _("Compared with"),
                           _("Its value"), _("Rule"), _("Result"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (TgSaleMatch) match = NULL;
  g_autoptr (GListModel) issues = NULL;
  g_autoptr (GListModel) routes = NULL;
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_blocked;

  tg_workspace_match_sale_async (cli->workspace, cli->arguments[0], NULL, tg_cli_wait_done, &wait);
  match = tg_workspace_match_sale_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (match == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < tg_sale_match_get_n_legs (match); i++)
    add_leg (cli, report, match, i);
  issues = tg_sale_match_list_issues (match);
  routes = tg_sale_match_list_routes (match);
  is_blocked = add_issues (report, _("Rules"), issues);
  add_issues (report, _("Needed documents"), routes);
  tg_cli_print_report (cli, report);
  return is_blocked ? TG_CLI_PROBLEMS : TG_CLI_OK;
}

int
tg_command_match_list (TgCli *cli)
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

int
tg_command_match_run (TgCli   *cli,
                      GError **error)
{
  return cli->n_arguments > 0 ? match_sale (cli, error) : tg_command_match_list (cli);
}
