/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-quota-use.h"

G_BEGIN_DECLS

/* A person's yearly quota: what postings used of USD 50,000 for settlement, and of as much for
 * purchase. Immutable, any thread. */
#define TG_TYPE_QUOTA (tg_quota_get_type ())
G_DECLARE_FINAL_TYPE (TgQuota, tg_quota, TG, QUOTA, GObject)

#define TG_QUOTA_LIMIT "50000"

/* Below zero beyond the limit. (transfer full) */
char       *tg_quota_dup_left     (const TgQuotaUse *use);

/* `person` is the name of the enterprise. */
TgQuota    *tg_quota_new          (const TgQuotaUse *use,
                                   const char       *person);
const char *tg_quota_get_person   (TgQuota          *self);
const char *tg_quota_get_id       (TgQuota          *self);   /* of the enterprise */
const char *tg_quota_get_kind     (TgQuota          *self);   /* settlement, purchase */
const char *tg_quota_get_label    (TgQuota          *self);   /* in the language in force */
const char *tg_quota_get_year     (TgQuota          *self);
const char *tg_quota_get_used     (TgQuota          *self);   /* plain decimals, in USD */
const char *tg_quota_get_left     (TgQuota          *self);
const char *tg_quota_get_exempt   (TgQuota          *self);
/* Those whose value in USD is not known: they are not in `used`. */
guint       tg_quota_get_n_unknown (TgQuota         *self);
/* Where values in USD come from that were not in USD; "" if all were. */
const char *tg_quota_get_rates    (TgQuota          *self);
/* Of the limit, 0 to 1. */
double      tg_quota_get_fraction (TgQuota          *self);

G_END_DECLS
