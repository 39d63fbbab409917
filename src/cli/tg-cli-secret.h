/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Secrets come from a file descriptor or from the terminal, never from the command line or the
 * environment, which others can read. Both wait. To be freed with `tg_cli_secret_wipe`. */

/* All that can be read, without the line's end. */
char *tg_cli_secret_read (int          fd,
                          GError     **error);
/* The next line. */
char *tg_cli_secret_read_line (int      fd,
                               GError **error);
/* One line typed at the terminal, unseen. TG_ERROR_LOCKED where there is no terminal. */
char *tg_cli_secret_ask  (const char  *prompt,
                          GError     **error);
/* The number after `option` in the arguments, else `fallback`. */
int   tg_cli_secret_find (char       **arguments,
                          const char  *option,
                          int          fallback);
/* (nullable) */
void  tg_cli_secret_wipe (char        *secret);

G_END_DECLS
