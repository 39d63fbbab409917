/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "tg-backup-list.h"
#include "tg-backup-words.h"
#include "tg-cli-secret.h"
#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-error.h"
#include "tg-rescue.h"
#include "tg-restoring.h"
#include "tg-workspace-backup.h"

/* Backups: made and given a passphrase with the workspace open; listed, checked, put back and
 * rescued with it closed, since it may not open any more. */

static int
make (TgCli   *cli,
      GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *path = NULL;

  if (!tg_cli_open_workspace (cli, "practice", error))
    return TG_CLI_FAILED;
  tg_workspace_backup_async (cli->workspace, NULL, tg_cli_wait_done, &wait);
  path = tg_workspace_backup_finish (cli->workspace, tg_cli_wait_result (&wait), error);
  if (path == NULL)
    return TG_CLI_FAILED;
  g_print ("%s\n", path);
  return TG_CLI_OK;
}

/* ---- list ---- */

static void
add_backup (TgReport *report,
            TgBackup *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  g_autofree char *name = tg_backup_dup_name (backup);
  g_autofree char *time = tg_time_to_rfc3339 (fields->time);
  g_autofree char *bytes = g_strdup_printf ("%" G_GINT64_FORMAT, fields->bytes);
  g_autofree char *filings = g_strdup_printf ("%" G_GINT64_FORMAT, fields->n_filings);
  const char *cells[] = { name, time, bytes, tg_backup_words_get_reason (backup),
                          tg_backup_words_get_verdict (backup), filings,
                          tg_backup_key_to_name (fields->key), fields->problem, NULL };

  tg_report_add_row (report, cells);
}

static int
list (TgCli   *cli,
      GError **error)
{
  const char *keys[] = { "name", "time", "bytes", "reason", "verdict", "filings", "key", "problem",
                         NULL };
  const char *titles[] = { _("Name"), _("Time"), _("Bytes"), _("Reason"), _("State"), _("Filings"),
                           _("Key"), _("Problem"), NULL };
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) backups = NULL;
  g_autofree char *rule = tg_backup_words_dup_rule ();

  tg_backup_list_load_async (cli->opening->folder, NULL, tg_cli_wait_done, &wait);
  backups = tg_backup_list_load_finish (tg_cli_wait_result (&wait), error);
  if (backups == NULL)
    return TG_CLI_FAILED;
  for (guint i = 0; i < g_list_model_get_n_items (backups); i++)
    {
      g_autoptr (TgBackup) backup = g_list_model_get_item (backups, i);

      add_backup (report, backup);
    }
  tg_cli_print_report (cli, report);
  if (!cli->as_json)
    g_print ("%s\n", rule);
  return TG_CLI_OK;
}

/* ---- verify ---- */

static int
verify (TgCli   *cli,
        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_backup_list_verify_async (cli->opening->folder, cli->arguments[1], NULL, tg_cli_wait_done,
                               &wait);
  if (!tg_backup_list_verify_finish (tg_cli_wait_result (&wait), error))
    return TG_CLI_FAILED;
  g_print ("%s\n", _("Verified"));
  return TG_CLI_OK;
}

/* ---- restore ---- */

static const char * const effects[] = { "lost", "older", "back" };
static const char * const subjects[] = { "filing", "fact", "receipt" };

/* For programs, since people read of them in sentences. */
static void
add_packs (TgReport  *report,
           GPtrArray *packs)
{
  static const char * const kinds[] = { "there", "new", "beside", "older", "refused" };

  for (guint i = 0; i < packs->len; i++)
    {
      const TgPackReturn *pack = packs->pdata[i];
      const char *cells[] = { kinds[pack->kind], "pack", "", pack->name, pack->reason, "", "false",
                              NULL };

      tg_report_add_row (report, cells);
    }
}

static void
print_changes (TgCli                  *cli,
               const TgRestorePreview *preview,
               GPtrArray              *packs)
{
  const char *keys[] = { "effect", "subject", "type", "number", "summary", "updated", "at_window",
                         NULL };
  const char *titles[] = { _("Effect"), _("What"), _("Type"), _("Number"), _("Summary"),
                           _("Updated"), _("At the window"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);

  for (guint i = 0; i < preview->changes->len; i++)
    {
      const TgRestoreChange *change = preview->changes->pdata[i];
      g_autofree char *time = tg_time_to_rfc3339 (change->updated);
      const char *cells[] = { effects[change->effect], subjects[change->subject], change->type,
                              change->number, change->summary, time,
                              change->is_sent ? "true" : "false", NULL };

      tg_report_add_row (report, cells);
    }
  if (cli->as_json)
    add_packs (report, packs);
  tg_cli_print_report (cli, report);
}

static void
print_preview (TgCli       *cli,
               TgRestoring *restoring)
{
  const TgRestorePreview *preview = tg_restoring_get_preview (restoring);
  g_auto (GStrv) lines = tg_restoring_describe (restoring);

  if (preview != NULL && (cli->as_json || preview->changes->len > 0))
    print_changes (cli, preview, tg_restoring_get_packs (restoring));
  for (guint i = 0; !cli->as_json && lines[i] != NULL; i++)
    g_print ("%s\n", lines[i]);
}

static gboolean
has_option (TgCli      *cli,
            const char *option)
{
  return g_strv_contains ((const char * const *) cli->arguments, option);
}

/* A name of one in backups/, or a path. */
static char *
find_file (TgCli *cli)
{
  g_autofree char *folder = tg_backup_list_dup_folder (cli->opening->folder);
  g_autofree char *listed = g_build_filename (folder, cli->arguments[1], NULL);

  if (g_file_test (listed, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&listed);
  return g_canonicalize_filename (cli->arguments[1], NULL);
}

static TgRestoring *
prepare (TgCli   *cli,
         GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autofree char *file = find_file (cli);
  int fd = tg_cli_secret_find (cli->arguments, "--passphrase-fd", cli->opening->passphrase_fd);
  char *passphrase = fd >= 0 ? tg_cli_secret_read (fd, error) : NULL;
  TgRestoringOptions options = { cli->opening->folder, file, passphrase,
                                 has_option (cli, "--key-in-file") };

  if (fd >= 0 && passphrase == NULL)
    return NULL;
  tg_restoring_prepare_async (&options, NULL, tg_cli_wait_done, &wait);
  tg_cli_secret_wipe (passphrase);
  return tg_restoring_prepare_finish (tg_cli_wait_result (&wait), error);
}

static int
restore (TgCli   *cli,
         GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgRestoring) restoring = prepare (cli, error);

  if (restoring == NULL)
    return TG_CLI_FAILED;
  print_preview (cli, restoring);
  if (!has_option (cli, "--commit"))
    {
      g_printerr ("%s\n", _("Nothing was changed; with --commit it is put back."));
      return TG_CLI_OK;
    }
  tg_restoring_apply_async (restoring, NULL, tg_cli_wait_done, &wait);
  return tg_restoring_apply_finish (restoring, tg_cli_wait_result (&wait), error) ? TG_CLI_OK
                                                                                 : TG_CLI_FAILED;
}

/* ---- passphrase, rescue ---- */

static int
set_passphrase (TgCli   *cli,
                GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  int fd = tg_cli_secret_find (cli->arguments, "--passphrase-fd", STDIN_FILENO);
  char *passphrase = tg_cli_secret_read (fd, error);

  if (passphrase == NULL || !tg_cli_open_workspace (cli, "practice", error))
    {
      tg_cli_secret_wipe (passphrase);
      return TG_CLI_FAILED;
    }
  tg_workspace_set_passphrase_async (cli->workspace, passphrase, NULL, tg_cli_wait_done, &wait);
  tg_cli_secret_wipe (passphrase);
  return tg_workspace_set_passphrase_finish (cli->workspace, tg_cli_wait_result (&wait), error)
         ? TG_CLI_OK : TG_CLI_FAILED;
}

static void
print_rescued (TgCli                 *cli,
               const TgSalvageReport *found)
{
  const char *keys[] = { "table", "saved", "lost", NULL };
  const char *titles[] = { _("Table"), _("Saved"), _("Lost"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_auto (GStrv) lines = tg_rescue_describe (found);

  for (guint i = 0; i < found->tables->len; i++)
    {
      const TgSalvagedTable *table = found->tables->pdata[i];
      g_autofree char *saved = g_strdup_printf ("%" G_GINT64_FORMAT, table->n_saved);
      g_autofree char *lost = table->n_lost < 0 ? g_strdup ("?")
                              : g_strdup_printf ("%" G_GINT64_FORMAT, table->n_lost);

      tg_report_add_row (report, (const char *[]) { table->table, saved, lost, NULL });
    }
  if (cli->as_json)
    tg_cli_print_report (cli, report);
  for (guint i = 0; !cli->as_json && lines[i] != NULL; i++)
    g_print ("%s\n", lines[i]);
}

static int
rescue (TgCli   *cli,
        GError **error)
{
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_locked = tg_rescue_needs_passphrase (cli->opening->folder);
  char *passphrase = is_locked ? tg_cli_open_ask_passphrase (cli->opening, error) : NULL;
  g_autoptr (TgSalvageReport) report = NULL;

  if (is_locked && passphrase == NULL)
    return TG_CLI_FAILED;
  tg_rescue_async (cli->opening->folder, passphrase, NULL, tg_cli_wait_done, &wait);
  tg_cli_secret_wipe (passphrase);
  report = tg_rescue_finish (tg_cli_wait_result (&wait), error);
  if (report == NULL)
    return TG_CLI_FAILED;
  print_rescued (cli, report);
  return TG_CLI_OK;
}

typedef struct
{
  const char *name;
  int         n_arguments;
  int       (*run)(TgCli *cli, GError **error);
} Verb;

static const Verb verbs[] = {
  { "list", 1, list },
  { "verify", 2, verify },
  { "restore", 2, restore },
  { "passphrase", 1, set_passphrase },
  { "rescue", 1, rescue },
};

int
tg_command_backup_run (TgCli   *cli,
                       GError **error)
{
  if (cli->n_arguments == 0)
    return make (cli, error);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (cli->arguments[0], verbs[i].name) &&
        cli->n_arguments >= verbs[i].n_arguments)
      return verbs[i].run (cli, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("backup, or backup list | verify NAME | restore FILE [--commit] | "
                         "passphrase | rescue"));
  return TG_CLI_USAGE;
}
