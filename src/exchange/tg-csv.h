/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Comma-separated values (RFC 4180) as offices really save them: UTF-8 with or without a byte
 * order mark, or GB18030; CRLF or LF; a tab or a semicolon in place of the comma. Pure; any
 * thread. */

#define TG_CSV_MAX_BYTES   (64 * 1024 * 1024)
#define TG_CSV_MAX_COLUMNS 1000

/* The text in UTF-8 without a mark; fails where it is neither UTF-8 nor GB18030. (transfer full) */
char      *tg_csv_to_utf8        (GBytes       *bytes,
                                  GError      **error);
/* The separator of the first line: the one of , ; and tab that stands there most often outside
 * quotes. */
char       tg_csv_find_separator (const char   *text);
/* Rows of cells: GPtrArray of GPtrArray of char *. Blank lines at the end are dropped. A fault
 * names its line. */
GPtrArray *tg_csv_read           (const char   *text,
                                  char          separator,
                                  GError      **error);
/* One row of cells, quoted where needed, with CRLF at its end. */
void       tg_csv_write_row      (GString      *out,
                                  const char * const *cells);

G_END_DECLS
