/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-form-item.h"
#include "tg-form-trial.h"
#include "tg-form.h"

#include <glib/gi18n-lib.h>

static int
list_forms (TgCli   *cli,
            GError **error)
{
  const char *keys[] = { "form", "alias", "family", "title", "ended", "version", NULL };
  const char *titles[] = { _("Form"), _("Number"), _("Family"), _("Title"),
                           _("Ended"), _("Version"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) forms = tg_form_trial_list (error);

  if (forms == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);
      g_autofree char *end = tg_form_item_dup_end (item);
      g_autofree char *time = tg_form_item_dup_time (item);

      tg_report_add_row (report, (const char *[]) {
      tg_form_item_get_id (item), tg_form_item_get_alias (item),
      tg_family_to_name (tg_form_item_get_family (item)), tg_form_item_get_title (item),
      end != NULL ? end : "", time != NULL ? time : "", NULL
    });
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

static int
check_folder (const char *folder)
{
  guint n_cases = 0;
  g_autoptr (GPtrArray) failures = tg_form_trial_run (folder, &n_cases);

  for (guint i = 0; i < failures->len; i++)
    g_print ("%s\n", (const char *) failures->pdata[i]);
  g_print (_("%u cases, %u failures\n"), n_cases, failures->len);
  return failures->len == 0 ? TG_CLI_OK : TG_CLI_PROBLEMS;
}

int
tg_command_forms_run (TgCli   *cli,
                      GError **error)
{
  if (g_str_equal (cli->arguments[0], "list"))
    return list_forms (cli, error);
  if (g_str_equal (cli->arguments[0], "check") && cli->n_arguments == 2)
    return check_folder (cli->arguments[1]);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("forms list, or forms check FOLDER"));
  return TG_CLI_USAGE;
}
