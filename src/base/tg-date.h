/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calendar dates as text YYYY-MM-DD (ISO 8601), which sorts as it should. Days are counted from
 * 1970-01-01. */

gboolean tg_date_is_valid      (const char *date);
gboolean tg_date_to_days       (const char *date,
                                gint64     *days);
char    *tg_date_from_days     (gint64      days);
char    *tg_date_add_months    (const char *date,
                                int         months);
char    *tg_date_parse_typed   (const char *text,
                                const char *today);
char    *tg_date_step          (const char *date,
                                char        unit,
                                int         steps);

G_END_DECLS
