/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-main.h"

#include "tg-catalogue.h"
#include "tg-data-dir.h"
#include "tg-form-judge.h"
#include "tg-pack-folder.h"
#include "tg-practice-server.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>

/* The account of the sample company and the individual seller beside it; `./run` and the client's
 * sample workspace log in with it. Loopback only, nothing practised is ever filed. */
#define SAMPLE_ACCOUNT    "sample"
#define SAMPLE_SECRET     "sample"
#define SAMPLE_FILE       "samples/company/sample.json"
#define INSTANT           0
#define MAX_RATE          1000000
#define MAX_FILES         65536

typedef struct
{
  char     *database;
  char     *script;
  int       port;
  int       speed;
  int       wait;
  int       rate;
  int       connections;
  gboolean  is_instant;
  gboolean  is_sample;
  gboolean  is_forgetful;
  gint64    seed;
  char     *listen;
  char     *public_url;
  char     *tls_certificate;
  char     *tls_key;
  char    **certificates;
  char    **accounts;
  char    **enterprises;
} TgPracticeArguments;

static void
arguments_clear (TgPracticeArguments *self)
{
  g_free (self->database);
  g_free (self->script);
  g_free (self->listen);
  g_free (self->public_url);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_strfreev (self->certificates);
  g_strfreev (self->accounts);
  g_strfreev (self->enterprises);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TgPracticeArguments, arguments_clear)

static gboolean
parse (TgPracticeArguments  *self,
       int                  *argc,
       char               ***argv,
       GError              **error)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &self->database,
      N_("Database of the window (in memory without it)"), N_("FILE") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port,
      N_("Port on the loopback interface (0: any that is free)"), N_("N") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen,
      N_("An address of this computer to be reached at from others; with TLS only"),
      N_("ADDRESS") },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &self->public_url,
      N_("The address at which others reach it, if something stands in front of it"), N_("URL") },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_certificate,
      N_("Certificate of the window in PEM, with those above it"), N_("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key,
      N_("Its private key in PEM"), N_("FILE") },
    { "certificate", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->certificates,
      N_("A certificate in PEM of an account, which must sign from then on; may be given again"),
      N_("NAME:FILE") },
    { "account", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->accounts,
      N_("An account; may be given again"), N_("NAME:SECRET") },
    { "enterprise", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->enterprises,
      N_("An enterprise of the accounts given; may be given again"), N_("CODE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &self->is_sample,
      N_("The account of the sample company"), NULL },
    { "speed", 0, 0, G_OPTION_ARG_INT, &self->speed,
      N_("Divide the agencies' delays by this (1)"), N_("N") },
    { "instant", 0, 0, G_OPTION_ARG_NONE, &self->is_instant,
      N_("The agencies answer at once"), NULL },
    { "wait", 0, 0, G_OPTION_ARG_INT, &self->wait,
      N_("Seconds before an agency first looks at what came (0)"), N_("N") },
    { "rate", 0, 0, G_OPTION_ARG_INT, &self->rate,
      N_("Requests a second of each account (100; 0: without limit)"), N_("N") },
    { "connections", 0, 0, G_OPTION_ARG_INT, &self->connections,
      N_("Connections at the same time (4000)"), N_("N") },
    { "script", 0, 0, G_OPTION_ARG_FILENAME, &self->script,
      N_("The agencies answer as this exercise says (scenario.json)"), N_("FILE") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed,
      N_("Chance by this seed, to repeat a run"), N_("N") },
    { "forgetful", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->is_forgetful, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                _("The practice window of Tongguan: a single window on this "
                                  "computer, to practise against. Nothing here is ever filed."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

/* Accounts */

static gboolean
add_account (TgPracticeServer     *server,
             const char           *account,
             const char           *secret,
             char                **enterprises,
             GError              **error)
{
  if (!tg_practice_server_add_account (server, account, secret, error))
    return FALSE;
  for (guint i = 0; enterprises != NULL && enterprises[i] != NULL; i++)
    if (!tg_practice_server_add_enterprise (server, account, enterprises[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_accounts (TgPracticeServer     *server,
              TgPracticeArguments  *arguments,
              GError              **error)
{
  g_autofree char *sample = g_build_filename (tg_data_dir_get (), SAMPLE_FILE, NULL);

  if (arguments->is_sample &&
      (!tg_practice_server_add_account (server, SAMPLE_ACCOUNT, SAMPLE_SECRET, error) ||
       !tg_practice_server_load_sample (server, SAMPLE_ACCOUNT, sample, error)))
    return FALSE;
  for (guint i = 0; arguments->accounts != NULL && arguments->accounts[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (arguments->accounts[i], ":", 2);

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--account is NAME:SECRET, not “%s”"), arguments->accounts[i]);
          return FALSE;
        }
      if (!add_account (server, parts[0], parts[1], arguments->enterprises, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_certificate (TgPracticeServer  *server,
                 const char        *text,
                 GError           **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  g_autofree char *pem = NULL;

  if (g_strv_length (parts) != 2)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--certificate is NAME:FILE, not “%s”"), text);
      return FALSE;
    }
  return g_file_get_contents (parts[1], &pem, NULL, error) &&
         tg_practice_server_add_certificate (server, parts[0], pem, error);
}

static gboolean
add_certificates (TgPracticeServer     *server,
                  TgPracticeArguments  *arguments,
                  GError              **error)
{
  for (guint i = 0; arguments->certificates != NULL && arguments->certificates[i] != NULL; i++)
    if (!add_certificate (server, arguments->certificates[i], error))
      return FALSE;
  return TRUE;
}

/* Serving */

/* A shell's usual limit is a thousand files, and each connection is one. */
static void
raise_file_limit (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= MAX_FILES)
    return;
  files.rlim_cur = MIN (files.rlim_max, MAX_FILES);
  setrlimit (RLIMIT_NOFILE, &files);
}

static gboolean
listen_at (TgPracticeServer     *server,
           TgPracticeArguments  *arguments,
           GError              **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (arguments->tls_certificate == NULL && arguments->listen == NULL)
    return tg_practice_server_listen (server, (guint) arguments->port, error);
  if (arguments->tls_certificate == NULL || arguments->tls_key == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--listen needs --tls-cert and --tls-key: beyond this computer only "
                             "https is used"));
      return FALSE;
    }
  certificate = g_tls_certificate_new_from_files (arguments->tls_certificate, arguments->tls_key,
                                                  error);
  return certificate != NULL &&
         tg_practice_server_listen_tls (server,
                                        arguments->listen != NULL ? arguments->listen : "127.0.0.1",
                                        (guint) arguments->port, certificate, error);
}

static TgPracticeServer *
open_server (TgPracticeArguments  *arguments,
             GError              **error)
{
  g_autofree char *packs = tg_data_dir_dup_packs ();
  g_autofree char *packed = tg_pack_folder_dup_codes (packs);
  g_autofree char *codes_path = packed != NULL ? g_steal_pointer (&packed) : tg_data_dir_codes ();
  g_autoptr (TgCatalogue) catalogue = tg_pack_folder_catalogue (packs, error);
  g_autoptr (TgCodeShelf) shelf = NULL;
  g_autoptr (TgFormJudge) judge = NULL;
  g_autoptr (TgChance) chance = NULL;
  g_autoptr (TgScenario) scenario = NULL;
  TgPracticeOptions options = { 0 };
  guint per_second = (guint) CLAMP (arguments->rate, 0, MAX_RATE);
  const TgRate rate = { per_second * TG_PRACTICE_BURST_SECONDS, per_second };
  TgGateBounds bounds = TG_GATE_USUAL_BOUNDS;

  if (catalogue == NULL || (shelf = tg_code_shelf_open (codes_path, error)) == NULL)
    return NULL;
  if (arguments->script != NULL)
    {
      scenario = tg_scenario_load (arguments->script, error);
      if (scenario == NULL)
        return NULL;
    }
  judge = tg_form_judge_new (catalogue, TG_CODE_LOOKUP (shelf));
  chance = arguments->seed != 0 ? tg_chance_new_seeded ((guint64) arguments->seed) : NULL;
  options.database = arguments->database != NULL ? arguments->database : ":memory:";
  options.speed = arguments->is_instant ? INSTANT : (guint) MAX (arguments->speed, 1);
  options.wait = (gint64) MAX (arguments->wait, 0) * G_USEC_PER_SEC;
  options.chance = chance;
  options.scenario = scenario;
  options.judge = TG_JUDGE (judge);
  options.shelf = shelf;
  options.rate = &rate;
  if (arguments->connections > 0)
    bounds.connections = (guint) arguments->connections;
  options.bounds = &bounds;
  options.public_url = arguments->public_url;
  options.is_forgetful = arguments->is_forgetful;
  return tg_practice_server_open (&options, error);
}

typedef struct
{
  TgPracticeServer *server;
  GMainLoop        *loop;
  gboolean          is_closing;
} Service;

/* The first one lets what runs come to its end; the next one does not. */
static gboolean
on_signal (gpointer user_data)
{
  Service *service = user_data;

  if (service->is_closing)
    g_main_loop_quit (service->loop);
  else
    tg_practice_server_close (service->server);
  service->is_closing = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
on_closed (TgPracticeServer *server,
           Service          *service)
{
  g_main_loop_quit (service->loop);
}

static void
on_fault (TgPracticeServer *server,
          const GError     *error,
          gpointer          user_data)
{
  g_printerr ("tongguan-practice: %s\n", error->message);
}

static gboolean
serve (TgPracticeArguments  *arguments,
       GError              **error)
{
  g_autoptr (TgPracticeServer) server = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Service service = { NULL, loop, FALSE };

  raise_file_limit ();
  server = open_server (arguments, error);
  if (server == NULL || !add_accounts (server, arguments, error) ||
      !add_certificates (server, arguments, error) || !listen_at (server, arguments, error))
    return FALSE;
  g_signal_connect (server, "fault", G_CALLBACK (on_fault), NULL);
  service.server = server;
  g_signal_connect (server, "closed", G_CALLBACK (on_closed), &service);
  g_unix_signal_add (SIGTERM, on_signal, &service);
  g_unix_signal_add (SIGINT, on_signal, &service);
  g_print ("listening on %s\n", tg_practice_server_get_url (server));
  fflush (stdout);
  g_main_loop_run (loop);
  tg_practice_server_stop (server);
  return TRUE;
}

int
tg_practice_main (int    argc,
                  char **argv)
{
  g_auto (TgPracticeArguments) arguments = { .speed = 1, .rate = TG_PRACTICE_RATE };
  g_autoptr (GError) error = NULL;

  const char *locale_dir = g_getenv ("TONGGUAN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : TG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (!parse (&arguments, &argc, &argv, &error))
    {
      g_printerr ("tongguan-practice: %s\n", error->message);
      return 2;
    }
  if (serve (&arguments, &error))
    return 0;
  g_printerr ("tongguan-practice: %s\n", error->message);
  return 1;
}
