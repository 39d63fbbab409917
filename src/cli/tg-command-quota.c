/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-workspace-accounts.h"

#include <glib/gi18n-lib.h>

/* What persons have used of their yearly quotas. */

int
tg_command_quota_run (TgCli   *cli,
                      GError **error)
{
  const char *keys[] = { "person", "year", "quota", "limit", "used", "left", "exempt", "unknown",
                         "rates", NULL };
  const char *titles[] = { _("Person"), _("Year"), _("Quota"), _("Limit, USD"), _("Used"),
                           _("Left"), _("Outside"), _("Without a value"), _("Rates"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) quotas = tg_workspace_list_quotas (cli->workspace);

  tg_cli_wait_rows (quotas);
  for (guint i = 0; i < g_list_model_get_n_items (quotas); i++)
    {
      g_autoptr (TgQuota) quota = g_list_model_get_item (quotas, i);
      g_autofree char *unknown = g_strdup_printf ("%u", tg_quota_get_n_unknown (quota));

      tg_report_add_row (report, (const char *[]) {
      tg_quota_get_person (quota), tg_quota_get_year (quota),
      cli->as_json ? tg_quota_get_kind (quota) : tg_quota_get_label (quota), TG_QUOTA_LIMIT,
      tg_quota_get_used (quota), tg_quota_get_left (quota), tg_quota_get_exempt (quota), unknown,
      tg_quota_get_rates (quota), NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}
