/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-code-library.h"

#include <glib/gi18n-lib.h>

/* The library of refund rates: into the code tables of this computer, and what it says of a
 * code. */

static void
print_report (TgCli                     *cli,
              const TgCodeLibraryReport *found)
{
  const char *keys[] = { "table", "rows", "new", "changed", "deleted", "skipped", "doubtful",
                         NULL };
  const char *titles[] = { _("Table"), _("Rows"), _("New"), _("Changed"), _("Deleted"),
                           _("Skipped"), _("Doubtful"), NULL };
  guint counts[] = { found->n_rows, found->n_new, found->n_changed, found->n_deleted,
                     found->n_skipped, found->n_doubtful };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  const char *cells[G_N_ELEMENTS (counts) + 2] = { found->table };
  char texts[G_N_ELEMENTS (counts)][16];

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_snprintf (texts[i], sizeof texts[i], "%u", counts[i]);
      cells[i + 1] = texts[i];
    }
  tg_report_add_row (report, cells);
  tg_cli_print_report (cli, report);
}

static int
import (TgCli   *cli,
        GError **error)
{
  gboolean has_memo = cli->n_arguments == 4 && g_str_equal (cli->arguments[2], "--memo");
  g_autoptr (GFile) table = g_file_new_for_commandline_arg (cli->arguments[1]);
  g_autoptr (GFile) memo =
    has_memo ? g_file_new_for_commandline_arg (cli->arguments[3]) : NULL;
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgCodeLibraryReport) report = NULL;

  if (cli->n_arguments != 2 && !has_memo)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("Name one DBF file, and its long texts after --memo"));
      return TG_CLI_USAGE;
    }
  tg_code_library_import_async (table, memo, NULL, tg_cli_wait_done, &wait);
  report = tg_code_library_import_finish (tg_cli_wait_result (&wait), error);
  if (report == NULL)
    return TG_CLI_FAILED;
  print_report (cli, report);
  return TG_CLI_OK;
}

static int
show_rate (TgCli   *cli,
           GError **error)
{
  const char *keys[] = { "code", "name", "refund_rate", "special_flag", "candidates",
                         "source", NULL };
  const char *titles[] = { _("Code"), _("Name"), _("Refund rate"), _("Special flag"),
                           _("One of"), _("Source"), NULL };
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = tg_clock_dup_today (clock);
  const char *date = cli->n_arguments > 2 ? cli->arguments[2] : today;
  g_autoptr (TgCodeRow) row = tg_code_library_find_rate (cli->arguments[1], date, error);
  g_autoptr (TgReport) report = tg_report_new (keys, titles);

  if (row == NULL)
    return TG_CLI_FAILED;
  tg_report_add_row (report, (const char *[]) {
    tg_code_row_get_code (row), tg_code_row_get_name (row),
    tg_code_row_get_column (row, "refund_rate"), tg_code_row_get_column (row, "special_flag"),
    tg_code_row_get_column (row, "candidates"), tg_code_row_get_column (row, "mark"), NULL
  });
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

int
tg_command_codes_run (TgCli   *cli,
                      GError **error)
{
  if (g_str_equal (cli->arguments[0], "import"))
    return import (cli, error);
  if (g_str_equal (cli->arguments[0], "rate"))
    return show_rate (cli, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("There is no command “%s”"),
               cli->arguments[0]);
  return TG_CLI_USAGE;
}
