/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli-unlock.h"

#include "tg-cli-secret.h"
#include "tg-cli-wait.h"
#include "tg-error.h"
#include "tg-workspace-keys.h"

#include <glib/gi18n-lib.h>

/* A wrong PIN ends the command: trying again is the person's decision. */

static gboolean
unlock (TgCli       *cli,
        const char  *pin,
        GError     **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_unlock_key_async (cli->workspace, pin, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_unlock_key_finish (cli->workspace, tg_cli_wait_result (&wait), error);
}

gboolean
tg_cli_unlock_key (TgCli   *cli,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean is_open;
  char *pin;

  if (!tg_workspace_has_certificate (cli->workspace) || unlock (cli, NULL, &local))
    return TRUE;
  if (!g_error_matches (local, TG_ERROR, TG_ERROR_LOCKED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  pin = cli->opening->pin_fd >= 0 ? tg_cli_secret_read (cli->opening->pin_fd, error)
                         : tg_cli_secret_ask (_("PIN of the certificate's key:"), error);
  is_open = pin != NULL && unlock (cli, pin, error);
  tg_cli_secret_wipe (pin);
  return is_open;
}
