/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A small table for the command line: as aligned text for people, as JSON for programs. Cells are
 * text; rows have as many cells as there are columns. One thread. */
typedef struct _TgReport TgReport;

/* `keys` are the members' names in JSON, `titles` the headings; both end with NULL. */
TgReport *tg_report_new      (const char * const *keys,
                              const char * const *titles);
void      tg_report_free     (TgReport           *self);
void      tg_report_add_row  (TgReport           *self,
                              const char * const *cells);
char     *tg_report_to_text  (TgReport           *self);
/* An array of objects, one line each. */
char     *tg_report_to_json  (TgReport           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgReport, tg_report_free)

G_END_DECLS
