/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"

#include "tg-draft.h"
#include "tg-form-item.h"

#include <glib/gi18n-lib.h>

/* The ids behind "--from", the form in the version or of the date that is asked for, and the
 * rest. */
static void
split_arguments (TgCli         *cli,
                 GStrvBuilder  *from,
                 GStrvBuilder  *values,
                 char         **form)
{
  static const struct { const char *option; char mark; } marks[] = {
    { "--version", ':' }, { "--date", '@' },
  };

  *form = g_strdup (cli->arguments[0]);
  for (int i = 1; i < cli->n_arguments; i++)
    {
      const char *argument = cli->arguments[i];
      gsize m = 0;

      while (m < G_N_ELEMENTS (marks) && !g_str_equal (argument, marks[m].option))
        m++;
      if (i + 1 < cli->n_arguments && g_str_equal (argument, "--from"))
        g_strv_builder_add (from, cli->arguments[++i]);
      else if (i + 1 < cli->n_arguments && m < G_N_ELEMENTS (marks))
        {
          g_free (*form);
          *form = g_strdup_printf ("%s%c%s", cli->arguments[0], marks[m].mark,
                                   cli->arguments[++i]);
        }
      else
        g_strv_builder_add (values, argument);
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
  g_autofree char *form = NULL;
  g_auto (GStrv) from = NULL;
  g_auto (GStrv) values = NULL;
  g_autoptr (TgDraft) draft = NULL;

  split_arguments (cli, from_builder, values_builder, &form);
  from = g_strv_builder_end (from_builder);
  values = g_strv_builder_end (values_builder);
  tg_workspace_new_draft_async (cli->workspace, form,
                                from[0] != NULL ? (const char * const *) from : NULL, NULL,
                                tg_cli_wait_done, &wait);
  draft = tg_workspace_new_draft_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (draft == NULL || !tg_cli_put_arguments (draft, values, error) || !tg_cli_flush (draft, error))
    return TG_CLI_FAILED;
  warn_of_end (draft);
  g_print ("%s\n", tg_draft_get_id (draft));
  return TG_CLI_OK;
}
