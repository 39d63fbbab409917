/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

#include "tg-draft.h"
#include "tg-form-item.h"

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

/* It was made although nobody files it any more. */
static void
warn_of_end (TgDraft *draft)
{
  g_autoptr (TgFormItem) item = tg_form_item_new (tg_draft_get_form (draft), TRUE);
  g_autofree char *end = tg_draft_is_fact (draft) ? NULL : tg_form_item_dup_end (item);

  if (end != NULL)
    g_printerr ("%s\n", end);
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
  if (draft == NULL || !tg_cli_put_arguments (draft, values, error) || !tg_cli_flush (draft, error))
    return TG_CLI_FAILED;
  warn_of_end (draft);
  g_print ("%s\n", tg_draft_get_id (draft));
  return TG_CLI_OK;
}
