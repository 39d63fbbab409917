/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli-open.h"

#include "tg-cli-secret.h"
#include "tg-cli-wait.h"
#include "tg-error.h"

#include <glib/gi18n-lib.h>

/* An existing workspace is opened as what it is; its passphrase is asked for only when it turns out
 * to need one. A new one for real filings wants the keyring, else a passphrase, typed twice. */

/* What was asked for, with the folder found out. */
typedef struct
{
  const char *folder;
  const char *environment;     /* NULL: it exists */
  gboolean    is_new;
} Asked;

/* Said once; on the standard error, so that --json stays what it is. */
static void
on_upgrading (double   done,
              gpointer data)
{
  gboolean *is_told = data;

  if (!*is_told)
    g_printerr ("%s\n", _("The workspace is of an older version and is being upgraded…"));
  *is_told = TRUE;
}

static TgWorkspace *
open_with (const Asked  *asked,
           const char   *passphrase,
           GError      **error)
{
  g_auto (TgCliWait) wait = { NULL };
  gboolean is_told = FALSE;
  const TgWorkspaceWay way = {
    .folder = asked->folder,
    .environment = asked->environment,
    .passphrase = passphrase,
    .upgrading = on_upgrading,
    .upgrading_data = &is_told,
  };

  tg_workspace_open_by_async (&way, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_open_finish (tg_cli_wait_result (&wait), error);
}

static char *
ask_new_passphrase (GError **error)
{
  char *first = tg_cli_secret_ask (_("This computer has no keyring. A new passphrase for the "
                                     "workspace:"), error);
  char *second = first != NULL ? tg_cli_secret_ask (_("The same again:"), error) : NULL;
  gboolean is_same = second != NULL && g_str_equal (first, second);

  if (second != NULL && !is_same)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                         _("The two are not the same; nothing was made."));
  tg_cli_secret_wipe (second);
  if (is_same)
    return first;
  tg_cli_secret_wipe (first);
  return NULL;
}

static TgWorkspace *
ask_and_open (const Asked  *asked,
              GError      **error)
{
  TgWorkspace *workspace = NULL;
  char *passphrase = asked->is_new ? ask_new_passphrase (error)
                                   : tg_cli_secret_ask (_("Passphrase of the workspace:"), error);

  if (passphrase != NULL)
    workspace = open_with (asked, passphrase, error);
  tg_cli_secret_wipe (passphrase);
  return workspace;
}

static TgWorkspace *
read_and_open (const Asked  *asked,
               int           fd,
               GError      **error)
{
  TgWorkspace *workspace = NULL;
  char *passphrase = tg_cli_secret_read (fd, error);

  if (passphrase != NULL)
    workspace = open_with (asked, passphrase, error);
  tg_cli_secret_wipe (passphrase);
  return workspace;
}

TgWorkspace *
tg_cli_open_run (const TgCliOpening  *opening,
                 const char          *environment,
                 GError             **error)
{
  Asked asked = { opening->folder, NULL, FALSE };
  g_autoptr (GError) local = NULL;
  TgWorkspace *workspace;

  asked.is_new = !tg_workspace_exists (asked.folder);
  if (opening->is_production)
    asked.environment = "production";
  else if (asked.is_new)
    asked.environment = environment;
  if (opening->passphrase_fd >= 0)
    return read_and_open (&asked, opening->passphrase_fd, error);
  workspace = open_with (&asked, NULL, &local);
  if (workspace != NULL)
    return workspace;
  if (g_error_matches (local, TG_ERROR, TG_ERROR_LOCKED) ||
      (asked.is_new && g_error_matches (local, TG_ERROR, TG_ERROR_UNSUPPORTED)))
    return ask_and_open (&asked, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

char *
tg_cli_open_ask_passphrase (const TgCliOpening  *opening,
                            GError             **error)
{
  return opening->passphrase_fd >= 0 ? tg_cli_secret_read (opening->passphrase_fd, error)
                                     : tg_cli_secret_ask (_("Passphrase of the workspace:"), error);
}

gboolean
tg_cli_open_close (TgWorkspace  *workspace,
                   GError      **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_close_async (workspace, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_close_finish (workspace, tg_cli_wait_result (&wait), error);
}
