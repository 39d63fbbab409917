/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-error.h"

#include <glib/gi18n-lib.h>

/* Takes the last step of a document back; the journal knows it after a restart too. */

int
tg_command_undo_run (TgCli   *cli,
                     GError **error)
{
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);

  if (draft == NULL)
    return TG_CLI_FAILED;
  if (!tg_draft_can_undo (draft))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, "%s", _("There is nothing to undo."));
      return TG_CLI_FAILED;
    }
  tg_draft_undo (draft);
  return tg_cli_flush (draft, error) ? TG_CLI_OK : TG_CLI_FAILED;
}
