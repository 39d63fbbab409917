/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* How a workspace is to be opened from the command line. */
typedef struct
{
  char     *folder;           /* the standard one where none was named */
  gboolean  is_production;    /* a new one is for real filings */
  int       passphrase_fd;    /* -1: none was named */
  int       pin_fd;
} TgCliOpening;

/* Opens it, asking for its passphrase where one is needed. `environment` is used when it is made,
 * NULL refuses a missing one. Waits. */
TgWorkspace *tg_cli_open_run   (const TgCliOpening  *opening,
                                const char          *environment,
                                GError             **error);
/* The passphrase by itself, read or asked for: to be freed with `tg_cli_secret_wipe`. Waits. */
char        *tg_cli_open_ask_passphrase (const TgCliOpening *opening,
                                GError             **error);
gboolean     tg_cli_open_close (TgWorkspace         *workspace,
                                GError             **error);

G_END_DECLS
