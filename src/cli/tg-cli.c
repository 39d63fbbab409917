/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli.h"

#include "tg-cli-open.h"
#include "tg-cli-secret.h"
#include "tg-cli-wait.h"
#include "tg-commands.h"
#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* tongguanctl: one table of commands; the help is made from it. */

static const TgCliCommand commands[] = {
  { "forms", N_("list | check FOLDER"),
    N_("List the forms, or try a form's own cases"), FALSE, 1, tg_command_forms_run },
  { "sample", "", N_("Load the sample company into an empty workspace"), TRUE, 0,
    tg_command_sample_run },
  { "new", N_("FORM|fact:TYPE [--version N | --date DAY] [--from ID]… [PATH=VALUE]…"),
    N_("Make a filing or a fact, and print its id"), TRUE, 1, tg_command_new_run },
  { "set", N_("ID PATH=VALUE…"), N_("Fill in fields; “goods/1/qty” is a field of the first line"),
    TRUE, 2, tg_command_set_run },
  { "line", N_("ID TABLE add | remove N"), N_("Add or remove a line"), TRUE, 3,
    tg_command_line_run },
  { "show", N_("ID"), N_("Show a filing or a fact"), TRUE, 1, tg_command_show_run },
  { "check", N_("ID"), N_("Check a filing or a fact; exit code 3 if something blocks"), TRUE, 1,
    tg_command_check_run },
  { "attach", N_("ID [FILE… | --remove N | --save N FILE]"),
    N_("List the files that a filing goes with, add some, remove one, or write one out"), TRUE, 1,
    tg_command_attach_run },
  { "submit", N_("ID"), N_("Queue a filing for sending"), TRUE, 1, tg_command_submit_run },
  { "withdraw", N_("ID"), N_("Queue that a filing is withdrawn"), TRUE, 1,
    tg_command_withdraw_run },
  { "resend", N_("[ID [--leave]]"),
    N_("List finished filings that a restored window no longer has, send one again, or let it be"),
    TRUE, 0, tg_command_resend_run },
  { "connect", N_("URL ACCOUNT [--secret-fd N | --by-certificate] [--authority FILE]"),
    N_("Name the single window; the secret is read from a file descriptor"), TRUE, 2,
    tg_command_connect_run },
  { "certificate", N_("FILE|pkcs11:URI [--key FILE|pkcs11:URI] | none"),
    N_("Sign what is queued with this certificate"), TRUE, 1, tg_command_certificate_run },
  { "doctor", "", N_("Look at key, files, store, window, clock, certificate and token; exit code 3 "
                     "if something is bad"), TRUE, 0, tg_command_doctor_run },
  { "sync", "", N_("Send what is queued and fetch what was answered"), TRUE, 0,
    tg_command_sync_run },
  { "list", N_("[FAMILY] [GROUP] [WORDS]"), N_("List filings"), TRUE, 0, tg_command_list_run },
  { "facts", N_("TYPE [WORDS]"), N_("List facts"), TRUE, 1, tg_command_facts_run },
  { "receipts", N_("[import FILE…]"),
    N_("List receipts, newest first, or read them from files of customs' client"), TRUE, 0,
    tg_command_receipts_run },
  { "match", N_("[ORDER_NUMBER]"),
    N_("Show every sale from order to refund, or the documents of one beside each other"), TRUE, 0,
    tg_command_match_run },
  { "accounts", N_("[show ID]"),
    N_("List forex accounts with their balances, or what moved on one of them"), TRUE, 0,
    tg_command_accounts_run },
  { "quota", "", N_("Show what persons have used of their yearly quotas"), TRUE, 0,
    tg_command_quota_run },
  { "redraw", N_("ID [--apply [PATH]… | --keep]"),
    N_("Show what the facts of a filing say otherwise by now, take it, or leave it"), TRUE, 1,
    tg_command_redraw_run },
  { "ask", N_("KIND [WORDS]…"),
    N_("Ask the window, or show its last answer when it can't be reached"), TRUE, 1,
    tg_command_ask_run },
  { "drafts", N_("on | off"),
    N_("Keep drafts on the window as well, for several computers, or not"), TRUE, 1,
    tg_command_drafts_run },
  { "merge", N_("ID [--mine | --theirs [PATH]…]"),
    N_("Show what somebody else changed as well, and say what counts"), TRUE, 1,
    tg_command_merge_run },
  { "undo", N_("ID"), N_("Take the last step of a filing or a fact back"), TRUE, 1,
    tg_command_undo_run },
  { "import", N_("fact:TYPE|FORM FILE.csv [--commit] | undo BATCH"),
    N_("Try an import from CSV, do it, or take it back"), TRUE, 2, tg_command_import_run },
  { "dxp", N_("[NUMBER [ENTERPRISE-CODE]]"),
    N_("Set or show the number that an enterprise has at the data centre, for customs' XML"), TRUE,
    0, tg_command_dxp_run },
  { "export", N_("ID [--xml [DXP-NUMBER]] | --all FILE"),
    N_("Print a filing or a fact as JSON, or a filing as customs' XML message; or write everything "
       "into one file"), TRUE, 1,
    tg_command_export_run },
  { "print", N_("ID FILE.pdf"), N_("Write a filing or a fact as PDF"), TRUE, 2,
    tg_command_print_run },
  { "backup", N_("[list | verify NAME | restore FILE [--commit] | passphrase | rescue]"),
    N_("Make a backup and print where it is; list, check and put back backups"), FALSE, 0,
    tg_command_backup_run },
  { "codes", N_("import FILE.dbf [--memo FILE.fpt] | rate CODE [DATE]"),
    N_("Import the library of refund rates for this computer, or ask for a rate"), FALSE, 2,
    tg_command_codes_run },
  { "tables", N_("[update]"),
    N_("Show the code tables that count in this workspace, or fetch those of the window now"),
    TRUE, 0, tg_command_tables_run },
  { "packs", N_("list | show FILE | install FILE | make FOLDER --key-file FILE | key FILE"),
    N_("Packs of forms, rules and codes: what is installed, what a file would touch, install it"),
    FALSE, 1, tg_command_packs_run },
  { "walk", N_("--practice URL"),
    N_("Go through the whole case against a practice window, in an empty workspace"), TRUE, 2,
    tg_command_walk_run },
};

typedef struct
{
  TgCliOpening  opening;
  char         *language;
  gboolean      as_json;
  gboolean      shows_version;
} TgCliOptions;

static void
options_clear (TgCliOptions *self)
{
  g_free (self->opening.folder);
  g_free (self->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TgCliOptions, options_clear)

/* Help */

static char *
describe_commands (void)
{
  GString *text = g_string_new (_("Commands:\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *arguments = *commands[i].arguments != '\0' ? _(commands[i].arguments) : "";

      g_string_append_printf (text, "  %s %s\n      %s\n", commands[i].name, arguments,
                              _(commands[i].summary));
    }
  g_string_append (text, _("\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 problems found, "
                           "4 offline. More in docs/tongguanctl.md."));
  return g_string_free (text, FALSE);
}

static gboolean
parse (TgCliOptions  *options,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &options->opening.folder,
      N_("Folder of the workspace (the default one without it)"), N_("FOLDER") },
    { "production", 0, 0, G_OPTION_ARG_NONE, &options->opening.is_production,
      N_("A workspace for real filings, not for practice"), NULL },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &options->opening.passphrase_fd,
      N_("Read the workspace's passphrase from this file descriptor"), N_("N") },
    { "pin-fd", 0, 0, G_OPTION_ARG_INT, &options->opening.pin_fd,
      N_("Read the PIN of the certificate's key from this file descriptor"), N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->as_json, N_("Print JSON"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options->language, N_("Language: zh or en"), N_("CODE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->shows_version, N_("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND [ARGUMENTS]"));
  g_autofree char *description = describe_commands ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Tongguan on a command line: the same workspace, the "
                                           "same rules, the same sync as the window."));
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  return g_option_context_parse (context, argc, argv, error);
}

/* Chinese first: the language of the environment only where it is English by its own words. */
static void
set_language (const char *wanted)
{
  const char *session = g_getenv ("LANG");
  gboolean is_english = wanted != NULL ? g_str_equal (wanted, "en")
                        : session != NULL && g_str_has_prefix (session, "en");
  const char *folder = g_getenv ("TONGGUAN_LOCALE_DIR");

  g_setenv ("LANGUAGE", is_english ? "en" : "zh_CN", TRUE);
  if (setlocale (LC_ALL, "") == NULL || g_get_charset (NULL) == FALSE)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : TG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  tg_language_set (is_english ? "en" : "zh");
}

/* The language option counts before the options are read: their help is in it. */
static const char *
find_language (int    argc,
               char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}

/* Running */

static const TgCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static int
to_exit_code (const GError *error)
{
  if (g_error_matches (error, TG_ERROR, TG_ERROR_OFFLINE))
    return TG_CLI_OFFLINE;
  return error->domain == G_OPTION_ERROR ? TG_CLI_USAGE : TG_CLI_FAILED;
}

static int
run (const TgCliCommand  *command,
     TgCli               *cli,
     GError             **error)
{
  int code = TG_CLI_FAILED;

  if (command->needs_workspace && !tg_cli_open_workspace (cli, "practice", error))
    return TG_CLI_FAILED;
  code = command->run (cli, error);
  if (cli->workspace != NULL &&
      !tg_cli_open_close (cli->workspace, *error == NULL ? error : NULL) && code == TG_CLI_OK)
    code = TG_CLI_FAILED;
  g_clear_object (&cli->workspace);
  return code;
}

static void
print_error (const GError *error)
{
  g_printerr ("tongguanctl: %s\n", error->message);
  if (g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT))
    g_printerr ("%s\n", _("If it is the workspace that is damaged: “backup list” shows what to go "
                          "back to, “backup rescue” saves what can be read."));
}

static int
say_usage (const char *message,
           const char *name)
{
  g_printerr ("tongguanctl: %s %s\n%s\n", message, name,
              _("tongguanctl --help lists the commands."));
  return TG_CLI_USAGE;
}

int
tg_cli_main (int    argc,
             char **argv)
{
  g_auto (TgCliOptions) options = { { NULL, FALSE, -1, -1 }, NULL, FALSE, FALSE };
  g_autoptr (GError) error = NULL;
  const TgCliCommand *command = NULL;
  TgCli cli = { 0 };
  int code = TG_CLI_OK;

  set_language (find_language (argc, argv));
  if (!parse (&options, &argc, &argv, &error))
    return say_usage (error->message, "");
  if (options.shows_version)
    {
      g_print ("tongguanctl %s\n", TG_VERSION);
      return TG_CLI_OK;
    }
  if (argc < 2)
    return say_usage (_("Which command?"), "");
  command = find_command (argv[1]);
  if (command == NULL)
    return say_usage (_("There is no such command:"), argv[1]);
  cli.as_json = options.as_json;
  cli.n_arguments = argc - 2;
  cli.arguments = argv + 2;
  if (cli.n_arguments < command->min_arguments)
    return say_usage (_("Needs more arguments:"), argv[1]);
  if (options.opening.folder == NULL)
    options.opening.folder = tg_workspace_dup_default_folder ("sample");
  cli.opening = &options.opening;
  code = run (command, &cli, &error);
  if (error == NULL)
    return code;
  print_error (error);
  return code == TG_CLI_PROBLEMS ? code : to_exit_code (error);
}

/* For the commands */

gboolean
tg_cli_open_workspace (TgCli       *cli,
                       const char  *environment,
                       GError     **error)
{
  g_return_val_if_fail (cli->workspace == NULL, FALSE);

  cli->workspace = tg_cli_open_run (cli->opening, environment, error);
  return cli->workspace != NULL;
}

void
tg_cli_print_report (TgCli    *cli,
                     TgReport *report)
{
  g_autofree char *text = cli->as_json ? tg_report_to_json (report) : tg_report_to_text (report);

  g_print ("%s", text);
}

TgDraft *
tg_cli_open_draft (TgCli   *cli,
                   int      position,
                   GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_open_draft_async (cli->workspace, cli->arguments[position], NULL, tg_cli_wait_done,
                                 &wait);
  return tg_workspace_open_draft_finish (cli->workspace, tg_cli_wait_result (&wait), error);
}

/* "goods/2/qty" → the path with the id of the second line, made if there are too few. */
static char *
resolve_path (TgDraft    *draft,
              const char *typed)
{
  g_auto (GStrv) parts = g_strsplit (typed, "/", -1);
  guint64 number = 0;

  if (g_strv_length (parts) != 3 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 100000, &number, NULL))
    return g_strdup (typed);
  while (tg_draft_get_n_lines (draft, parts[0]) < number)
    if (tg_draft_add_line (draft, parts[0], -1) == NULL)
      return g_strdup (typed);
  return tg_path_new (parts[0], tg_draft_get_line_id (draft, parts[0], (guint) number - 1),
                      parts[2]);
}

/* Others of this computer read command lines: a sensitive value comes by standard input, a line
 * each, where the argument has "-". */
static char *
find_value (const TgField *field,
            const char    *path,
            const char    *typed,
            gboolean       is_argument,
            GError       **error)
{
  if (!field->sensitive || !is_argument || *typed == '\0')
    return g_strdup (typed);
  if (g_str_equal (typed, "-"))
    return tg_cli_secret_read_line (STDIN_FILENO, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“%s” is never given on a command line, which others can read: write %s=- and "
                 "give the value on standard input."), path, path);
  return NULL;
}

static gboolean
put_value (TgDraft     *draft,
           const char  *text,
           gboolean     is_argument,
           GError     **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *typed = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  g_autofree char *path = typed != NULL ? resolve_path (draft, typed) : NULL;
  const TgField *field = path != NULL ? tg_form_find_field (tg_draft_get_form (draft), path) : NULL;
  char *value;

  if (field == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s”: this form has no such field"), text);
      return FALSE;
    }
  value = find_value (field, typed, equals + 1, is_argument, error);
  if (value == NULL)
    return FALSE;
  tg_draft_set_value (draft, path, value);
  tg_cli_secret_wipe (value);
  return TRUE;
}

gboolean
tg_cli_put_values (TgDraft  *draft,
                   char    **values,
                   GError  **error)
{
  for (guint i = 0; values[i] != NULL; i++)
    if (!put_value (draft, values[i], FALSE, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_cli_put_arguments (TgDraft  *draft,
                      char    **values,
                      GError  **error)
{
  for (guint i = 0; values[i] != NULL; i++)
    if (!put_value (draft, values[i], TRUE, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_cli_flush (TgDraft  *draft,
              GError  **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_draft_flush_async (draft, NULL, tg_cli_wait_done, &wait);
  return tg_draft_flush_finish (draft, tg_cli_wait_result (&wait), error);
}
