/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

#include <glib/gi18n-lib.h>

/* The ids behind "--from", and the rest. */
static void
split_arguments (TgCli        *cli,
                 GStrvBuilder *from,
                 GStrvBuilder *values)
{
  for (int i = 1; i < cli->n_arguments; i++)
    {
      if (g_str_equal (cli->arguments[i], "--from") && i + 1 < cli->n_arguments)
        g_strv_builder_add (from, cli->arguments[++i]);
      else
        g_strv_builder_add (values, cli->arguments[i]);
    }
}

int
tg_command_new_run (TgCli   *cli,
                    GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (GStrvBuilder) from_builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) values_builder = g_strv_builder_new ();
  g_auto (GStrv) from = NULL;
  g_auto (GStrv) values = NULL;
  g_autoptr (TgDraft) draft = NULL;

  split_arguments (cli, from_builder, values_builder);
  from = g_strv_builder_end (from_builder);
  values = g_strv_builder_end (values_builder);
  tg_workspace_new_draft_async (cli->workspace, cli->arguments[0],
                                from[0] != NULL ? (const char * const *) from : NULL, NULL,
                                tg_cli_wait_done, &wait);
  draft = tg_workspace_new_draft_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (draft == NULL || !tg_cli_put_values (draft, values, error) || !tg_cli_flush (draft, error))
    return TG_CLI_FAILED;
  g_print ("%s\n", tg_draft_get_id (draft));
  return TG_CLI_OK;
}
