/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-dated-code.h"
#include "tg-dbf.h"

G_BEGIN_DECLS

/* The tax offices' library of refund rates (退税率文库): its tables as dated rows of code tables.
 * Pure, any thread. */
typedef struct
{
  const char *table;         /* the code table it fills: refund_rates, refund_goods */
  GPtrArray  *rows;          /* of TgDatedCode, each code and first day once */
  guint       n_deleted;     /* rows that the file marks as deleted */
  guint       n_skipped;     /* rows whose code is no goods code */
  guint       n_doubtful;    /* codes with two rates from the same day: no rate is taken */
} TgRateLibrary;

TgRateLibrary *tg_rate_library_read (const TgDbf    *dbf,
                                     GError        **error);
void           tg_rate_library_free (TgRateLibrary  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRateLibrary, tg_rate_library_free)

G_END_DECLS
