/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>

#include "tg-cli-wait.h"
#include "tg-error.h"
#include "tg-workspace-attachments.h"

/* The files of a filing: listed, added, removed, written out. A file is named by its place in the
 * list. */

static GListModel *
list (TgCli   *cli,
      GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_list_attachments_async (cli->workspace, cli->arguments[0], NULL, tg_cli_wait_done,
                                       &wait);
  return tg_workspace_list_attachments_finish (cli->workspace, tg_cli_wait_result (&wait), error);
}

static int
print (TgCli   *cli,
       GError **error)
{
  const char *keys[] = { "place", "name", "media_type", "bytes", "sha256", "uploaded", NULL };
  const char *titles[] = { _("Place"), _("Name"), _("Kind"), _("Bytes"), _("SHA-256"),
                           _("With the window"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) files = list (cli, error);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (TgAttachment) file = g_list_model_get_item (files, i);
      const TgAttachmentFields *fields = tg_attachment_get_fields (file);
      g_autofree char *place = g_strdup_printf ("%u", i + 1);
      g_autofree char *bytes = g_strdup_printf ("%" G_GINT64_FORMAT, fields->bytes);
      const char *row[] = { place, fields->name, fields->media_type, bytes, fields->sha256,
                            fields->is_uploaded ? _("yes") : _("no"), NULL };

      tg_report_add_row (report, row);
    }
  if (files == NULL)
    return TG_CLI_FAILED;
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

static TgAttachment *
find (TgCli   *cli,
      GError **error)
{
  g_autoptr (GListModel) files = list (cli, error);
  guint64 place = g_ascii_strtoull (cli->arguments[2], NULL, 10);
  TgAttachment *file = files != NULL && place > 0
    ? g_list_model_get_item (files, (guint) MIN (place - 1, G_MAXUINT)) : NULL;

  if (files != NULL && file == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("There is no file at place %s."),
                 cli->arguments[2]);
  return file;
}

static int
remove_one (TgCli   *cli,
            GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgAttachment) file = find (cli, error);

  if (file == NULL)
    return TG_CLI_FAILED;
  tg_workspace_detach_async (cli->workspace, cli->arguments[0],
                             tg_attachment_get_fields (file)->sha256, NULL, tg_cli_wait_done,
                             &wait);
  return tg_workspace_detach_finish (cli->workspace, tg_cli_wait_result (&wait), NULL,
                                     error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}

static int
save (TgCli   *cli,
      GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgAttachment) file = find (cli, error);
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (cli->arguments[3]);

  if (file == NULL)
    return TG_CLI_FAILED;
  tg_workspace_save_attachment_async (cli->workspace, file, target, NULL, tg_cli_wait_done, &wait);
  if (tg_workspace_save_attachment_finish (cli->workspace, tg_cli_wait_result (&wait), error))
    return TG_CLI_OK;
  return g_error_matches (*error, TG_ERROR, TG_ERROR_OFFLINE) ? TG_CLI_OFFLINE : TG_CLI_FAILED;
}

static int
add (TgCli   *cli,
     GError **error)
{
  for (int i = 1; i < cli->n_arguments; i++)
    {
      g_auto (TgCliWait) wait = { NULL };
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (cli->arguments[i]);

      tg_workspace_attach_async (cli->workspace, cli->arguments[0], file, NULL, tg_cli_wait_done,
                                 &wait);
      if (!tg_workspace_attach_finish (cli->workspace, tg_cli_wait_result (&wait), error))
        return TG_CLI_FAILED;
    }
  return TG_CLI_OK;
}

int
tg_command_attach_run (TgCli   *cli,
                       GError **error)
{
  if (cli->n_arguments == 1)
    return print (cli, error);
  if (cli->n_arguments == 3 && g_str_equal (cli->arguments[1], "--remove"))
    return remove_one (cli, error);
  if (cli->n_arguments == 4 && g_str_equal (cli->arguments[1], "--save"))
    return save (cli, error);
  return add (cli, error);
}
