/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-deadline.h"
#include "tg-document.h"

G_BEGIN_DECLS

/* What follows from a date in a document by rule (domain/registration-tax-forex.md B9, C4). Rules
 * are rows of a table; a later source corrects a row. Pure. */

/* Whether a day is worked on. NULL: Monday to Friday. */
typedef gboolean (*TgWorkingDay) (const char *date,
                                  gpointer    data);

/* The deadlines of a fact (`kind` its type) or a filing (`kind` its form), as far as its document
 * has the dates. Of TgDeadline, soonest first. */
GPtrArray *tg_deadlines_list             (const char        *kind,
                                          const char        *subject,
                                          const TgDocument  *document,
                                          TgWorkingDay       is_working_day,
                                          gpointer           data);
/* One of them, by its kind; NULL if it has no such date. (transfer full) */
char      *tg_deadlines_dup_date         (const char        *kind,
                                          const TgDocument  *document,
                                          const char        *deadline);
/* `days` working days after `date`; NULL for what is no date. (transfer full) */
char      *tg_deadlines_add_working_days (const char        *date,
                                          guint              days,
                                          TgWorkingDay       is_working_day,
                                          gpointer           data);

G_END_DECLS
