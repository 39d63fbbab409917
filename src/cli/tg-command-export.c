/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-document.h"
#include "tg-workspace-backup.h"
#include "tg-workspace-xml.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* A document as it stands in the store, canonical JSON; or a filing as customs' XML, from its
 * enterprise with the number that it has at the data centre, or this one. */

static int
export_xml (TgCli   *cli,
            GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_equal (cli->arguments[1], "--xml") || cli->n_arguments > 3)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("export ID, or export ID --xml [DXP-NUMBER]"));
      return TG_CLI_USAGE;
    }
  tg_workspace_export_xml_async (cli->workspace, cli->arguments[0], cli->arguments[2], NULL,
                                 tg_cli_wait_done, &wait);
  bytes = tg_workspace_export_xml_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (bytes == NULL)
    return TG_CLI_FAILED;
  fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);
  return TG_CLI_OK;
}

static int
export_json (TgCli   *cli,
             GError **error)
{
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);
  g_autoptr (TgDocument) document = NULL;
  g_autofree char *json = NULL;

  if (draft == NULL)
    return TG_CLI_FAILED;
  document = tg_draft_dup_document (draft);
  json = tg_document_to_json (document);
  g_print ("%s\n", json);
  return TG_CLI_OK;
}

/* Everything, as a backup that lies where the person says. */
static int
export_all (TgCli   *cli,
            GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *path = NULL;

  if (cli->n_arguments != 2)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("export --all FILE"));
      return TG_CLI_USAGE;
    }
  path = g_canonicalize_filename (cli->arguments[1], NULL);
  tg_workspace_export_all_async (cli->workspace, path, NULL, tg_cli_wait_done, &wait);
  if (!tg_workspace_export_all_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_FAILED;
  g_print ("%s\n", path);
  return TG_CLI_OK;
}

int
tg_command_export_run (TgCli   *cli,
                       GError **error)
{
  if (g_str_equal (cli->arguments[0], "--all"))
    return export_all (cli, error);
  return cli->n_arguments > 1 ? export_xml (cli, error) : export_json (cli, error);
}
