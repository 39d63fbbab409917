/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-document.h"

/* A document as it stands in the store: canonical JSON. */

int
tg_command_export_run (TgCli   *cli,
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
