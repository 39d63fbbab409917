/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One line from a file descriptor: a secret never stands on a command line. */
char *tg_cli_secret_read (int            fd,
                          GError       **error);
/* The number after `option` in the arguments, else `fallback`. */
int   tg_cli_secret_find (char         **arguments,
                          const char    *option,
                          int            fallback);

G_END_DECLS
