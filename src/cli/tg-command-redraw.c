/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-redraw-item.h"
#include "tg-workspace-redraw.h"

#include <glib/gi18n-lib.h>

/* What the facts of a filing say otherwise by now; --apply takes it, all but what the person has
 * typed over or the paths that are named; --keep leaves the filing as it is. */

static gboolean
print_items (TgCli    *cli,
             TgDraft  *draft,
             GError  **error)
{
  const char *keys[] = { "path", "field", "filed", "present", "source", "source_name", "typed",
                         NULL };
  const char *titles[] = { _("Path"), _("Field"), _("In the filing"), _("Now"), _("Id"),
                           _("Drawn from"), _("Typed over"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) items = NULL;
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_list_redraw_async (cli->workspace, draft, NULL, tg_cli_wait_done, &wait);
  items = tg_workspace_list_redraw_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgRedrawItem) item = g_list_model_get_item (items, i);
      const TgRedrawItemFields *fields = tg_redraw_item_get_fields (item);
      const char *cells[] = { fields->path, fields->place, fields->before, fields->after,
                              fields->source, fields->source_name,
                              !fields->is_own ? "" : cli->as_json ? "yes" : _("yes"), NULL };

      tg_report_add_row (report, cells);
    }
  tg_cli_print_report (cli, report);
  return TRUE;
}

/* `paths` NULL: all but what the person has typed over. */
static gboolean
take (TgCli               *cli,
      TgDraft             *draft,
      const char * const  *paths,
      GError             **error)
{
  g_auto (TgCliWait) wait = { NULL };
  guint n_changed = 0;

  tg_workspace_redraw_async (cli->workspace, draft, paths, NULL, tg_cli_wait_done, &wait);
  if (!tg_workspace_redraw_finish (cli->workspace, tg_cli_wait_result (&wait), &n_changed, error) ||
      !tg_cli_flush (draft, error))
    return FALSE;
  g_printerr (ngettext ("%u value changed\n", "%u values changed\n", n_changed), n_changed);
  return TRUE;
}

int
tg_command_redraw_run (TgCli   *cli,
                       GError **error)
{
  static const char * const none[] = { NULL };
  const char *option = cli->n_arguments > 1 ? cli->arguments[1] : NULL;
  const char * const *paths = cli->n_arguments > 2
                              ? (const char * const *) cli->arguments + 2 : NULL;
  g_autoptr (TgDraft) draft = NULL;

  if (option != NULL && !g_str_equal (option, "--apply") && !g_str_equal (option, "--keep"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("“%s” is neither --apply nor --keep"), option);
      return TG_CLI_USAGE;
    }
  draft = tg_cli_open_draft (cli, 0, error);
  if (draft == NULL)
    return TG_CLI_FAILED;
  if (option == NULL)
    return print_items (cli, draft, error) ? TG_CLI_OK : TG_CLI_FAILED;
  if (g_str_equal (option, "--keep"))
    paths = none;
  return take (cli, draft, paths, error) ? TG_CLI_OK : TG_CLI_FAILED;
}
