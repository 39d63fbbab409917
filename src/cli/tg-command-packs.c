/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-error.h"
#include "tg-pack-maker.h"
#include "tg-workspace-packs.h"

#include <glib/gi18n-lib.h>

/* Packs: what is installed; what a file would bring and which drafts it would touch; installing it;
 * and for those who make packs, a key and a signed file. */

/* ---- what is installed ---- */

static void
add_pack (TgReport   *report,
          TgPackItem *item,
          const char *state)
{
  const TgPackItemFields *fields = tg_pack_item_get_fields (item);
  const char *cells[] = {
    fields->id, fields->version, fields->date, fields->title, fields->kinds, fields->contents,
    fields->valid_from, fields->valid_to, fields->key, state, NULL,
  };

  tg_report_add_row (report, cells);
}

static TgReport *
new_pack_report (void)
{
  const char *keys[] = { "pack", "version", "date", "title", "kinds", "contents", "valid_from",
                         "valid_to", "key", "state", NULL };
  const char *titles[] = { _("Pack"), _("Version"), _("Date"), _("Title"), _("Kinds"),
                           _("Contents"), _("Valid from"), _("Valid to"), _("Key"), _("State"),
                           NULL };

  return tg_report_new (keys, titles);
}

static int
list (TgCli   *cli,
      GError **error)
{
  g_autoptr (TgReport) report = new_pack_report ();
  g_autoptr (GListModel) items = NULL;
  g_auto (TgCliWait) wait = { NULL };

  tg_pack_trial_list_async (NULL, tg_cli_wait_done, &wait);
  items = tg_pack_trial_list_finish (tg_cli_wait_result (&wait), error);
  if (items == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgPackItem) item = g_list_model_get_item (items, i);

      add_pack (report, item, cli->as_json ? "installed" : _("installed"));
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

/* ---- a file ---- */

static TgPackTrial *
open_trial (TgCli   *cli,
            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (cli->arguments[1]);
  g_auto (TgCliWait) wait = { NULL };

  tg_pack_trial_open_async (file, NULL, tg_cli_wait_done, &wait);
  return tg_pack_trial_open_finish (tg_cli_wait_result (&wait), error);
}

/* Where there is no workspace nothing is touched. */
static gboolean
open_workspace (TgCli   *cli,
                GError **error)
{
  g_autoptr (GError) local = NULL;

  if (tg_cli_open_workspace (cli, NULL, &local) ||
      g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GListModel *
list_touched (TgCli        *cli,
              TgPackTrial  *trial,
              GError      **error)
{
  g_auto (TgCliWait) wait = { NULL };

  if (!open_workspace (cli, error))
    return NULL;
  if (cli->workspace == NULL)
    return G_LIST_MODEL (g_list_store_new (TG_TYPE_PACK_TOUCH));
  tg_workspace_list_touched_async (cli->workspace, trial, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_list_touched_finish (cli->workspace, tg_cli_wait_result (&wait), error);
}

static void
print_touched (TgCli      *cli,
               GListModel *touched)
{
  const char *keys[] = { "id", "form", "number", "path", "field", "what", NULL };
  const char *titles[] = { _("Id"), _("Form"), _("Number"), _("Path"), _("Field"), _("What"),
                           NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);

  for (guint i = 0; i < g_list_model_get_n_items (touched); i++)
    {
      g_autoptr (TgPackTouch) touch = g_list_model_get_item (touched, i);
      const TgPackTouchFields *fields = tg_pack_touch_get_fields (touch);
      const char *cells[] = { fields->id, fields->title, fields->number, fields->path,
                              fields->place, fields->what, NULL };

      tg_report_add_row (report, cells);
    }
  tg_cli_print_report (cli, report);
}

/* The pack goes to the error output where the drafts are what is asked for as JSON. */
static void
print_pack (TgCli       *cli,
            TgPackTrial *trial)
{
  const TgPackItemFields *fields = tg_pack_item_get_fields (tg_pack_trial_get_pack (trial));
  const char *reason = tg_pack_trial_get_reason (trial);

  g_printerr (_("Pack “%s”, version %s of %s: %s\nHolds: %s\nSigned with key %s\nSource: %s\n"),
              fields->id, fields->version, fields->date, fields->title, fields->contents,
              fields->key, fields->sources);
  g_printerr ("%s\n", reason != NULL ? reason : _("It can be installed."));
}

static int
show (TgCli   *cli,
      GError **error)
{
  g_autoptr (TgPackTrial) trial = open_trial (cli, error);
  g_autoptr (GListModel) touched = trial != NULL ? list_touched (cli, trial, error) : NULL;

  if (touched == NULL)
    return TG_CLI_FAILED;
  print_pack (cli, trial);
  print_touched (cli, touched);
  return TG_CLI_OK;
}

static int
install (TgCli   *cli,
         GError **error)
{
  g_autoptr (TgPackTrial) trial = open_trial (cli, error);
  g_autoptr (GListModel) touched = trial != NULL ? list_touched (cli, trial, error) : NULL;
  g_auto (TgCliWait) wait = { NULL };

  if (touched == NULL)
    return TG_CLI_FAILED;
  tg_pack_trial_install_async (trial, NULL, tg_cli_wait_done, &wait);
  if (!tg_pack_trial_install_finish (trial, tg_cli_wait_result (&wait), error))
    return TG_CLI_FAILED;
  print_touched (cli, touched);
  return TG_CLI_OK;
}

/* ---- making ---- */

static int
make (TgCli   *cli,
      GError **error)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *path = NULL;

  if (cli->n_arguments != 4 || !g_str_equal (cli->arguments[2], "--key-file"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("Name a folder, and the key file after --key-file"));
      return TG_CLI_USAGE;
    }
  path = tg_pack_maker_make (cli->arguments[1], cli->arguments[3], here, error);
  if (path == NULL)
    return TG_CLI_FAILED;
  g_print ("%s\n", path);
  return TG_CLI_OK;
}

static int
make_key (TgCli   *cli,
          GError **error)
{
  g_autofree char *key = tg_pack_maker_make_key (cli->arguments[1], error);

  if (key == NULL)
    return TG_CLI_FAILED;
  g_print ("%s\n", key);
  return TG_CLI_OK;
}

int
tg_command_packs_run (TgCli   *cli,
                      GError **error)
{
  static const struct
  {
    const char *name;
    int         n_arguments;
    int       (*run) (TgCli *cli, GError **error);
  } verbs[] = {
    { "list", 1, list }, { "show", 2, show }, { "install", 2, install }, { "make", 2, make },
    { "key", 2, make_key },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (cli->arguments[0], verbs[i].name) &&
        cli->n_arguments >= verbs[i].n_arguments)
      return verbs[i].run (cli, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("packs list, show FILE, install FILE, make FOLDER --key-file FILE, or "
                         "key FILE"));
  return TG_CLI_USAGE;
}
