/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-table.h"

G_BEGIN_DECLS

/* The refund rate of a code on a day, out of an imported library. A row without `refund_rate`
 * says that the library has several (its column `candidates`): ask the person. NULL is unknown,
 * which is not 0. Rates are in table refund_rates. On the tables' thread. */

/* The very code; of ten digits and more also the longer codes below it. (transfer full)
 * (nullable) */
TgCodeRow *tg_rate_lookup_find (TgCodeTable  *tables,
                                const char   *code,
                                const char   *date);
/* Then shorter and shorter beginnings of it. (transfer full) (nullable) */
TgCodeRow *tg_rate_lookup_run  (TgCodeTable  *tables,
                                const char   *code,
                                const char   *date);

G_END_DECLS
