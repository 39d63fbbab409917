/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

static gboolean
change (TgCli    *cli,
        TgDraft  *draft,
        GError  **error)
{
  const char *table = cli->arguments[1];
  guint64 number = 0;

  if (tg_form_find_table (tg_draft_get_form (draft), table) == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("This form has no table “%s”"), table);
      return FALSE;
    }
  if (g_str_equal (cli->arguments[2], "add"))
    return tg_draft_add_line (draft, table, -1) != NULL;
  if (cli->n_arguments == 4 && g_str_equal (cli->arguments[2], "remove") &&
      g_ascii_string_to_unsigned (cli->arguments[3], 10, 1, tg_draft_get_n_lines (draft, table),
                                  &number, NULL))
    {
      tg_draft_remove_line (draft, table,
                            tg_draft_get_line_id (draft, table, (guint) number - 1));
      return TRUE;
    }
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("“add”, or “remove” and the number of a line that is there"));
  return FALSE;
}

int
tg_command_line_run (TgCli   *cli,
                     GError **error)
{
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);

  if (draft == NULL || !change (cli, draft, error))
    return TG_CLI_FAILED;
  return tg_cli_flush (draft, error) ? TG_CLI_OK : TG_CLI_FAILED;
}
