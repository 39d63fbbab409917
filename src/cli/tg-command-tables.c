/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

#include "tg-cli-wait.h"
#include "tg-error.h"
#include "tg-workspace-tables.h"

/* Which code tables the workspace goes by, and fetching the window's. */

static int
list (TgCli   *cli,
      GError **error)
{
  const char *keys[] = { "table", "title", "version", "rows", "source", NULL };
  const char *titles[] = { _("Table"), _("Title"), _("Version"), _("Rows"), _("Source"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (GPtrArray) states = NULL;

  tg_workspace_list_tables_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  states = tg_workspace_list_tables_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (states == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < states->len; i++)
    {
      const TgTableState *state = states->pdata[i];
      g_autofree char *rows = g_strdup_printf ("%u", state->n_rows);

      tg_report_add_row (report, (const char *[]) {
      state->name, state->title, state->version, rows,
      state->is_of_window ? _("single window") : state->source, NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

static int
update (TgCli   *cli,
        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_update_tables_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  if (tg_workspace_update_tables_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return g_error_matches (*error, TG_ERROR, TG_ERROR_OFFLINE) ? TG_CLI_OFFLINE : TG_CLI_FAILED;
}

int
tg_command_tables_run (TgCli   *cli,
                       GError **error)
{
  if (cli->n_arguments == 0)
    return list (cli, error);
  if (g_str_equal (cli->arguments[0], "update"))
    return update (cli, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("There is no command “%s”"),
               cli->arguments[0]);
  return TG_CLI_USAGE;
}
