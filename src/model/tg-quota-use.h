/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the postings of one enterprise used of one quota in a year, in USD. */
typedef struct
{
  char   *enterprise;
  char   *quota;          /* settlement, purchase */
  char   *year;
  char   *used;           /* plain decimal */
  char   *exempt;         /* outside the quota */
  guint   n_used;
  guint   n_unknown;      /* count, but their value in USD is not known */
  char   *rates;          /* where the values come from, joined by "; " */
} TgQuotaUse;

void tg_quota_use_free (TgQuotaUse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgQuotaUse, tg_quota_use_free)

G_END_DECLS
