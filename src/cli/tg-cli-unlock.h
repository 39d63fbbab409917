/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-cli.h"

G_BEGIN_DECLS

/* Opens the key of the workspace's certificate, where it has one: without a PIN if that does, else
 * with the one of --pin-fd or of the terminal, which is given to the token once. Waits. */
gboolean tg_cli_unlock_key (TgCli   *cli,
                            GError **error);

G_END_DECLS
