/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"

G_BEGIN_DECLS

/* How long to wait before the next try. Pure; µs everywhere. */

#define TG_BACKOFF_SHORTEST     ((gint64) G_USEC_PER_SEC)
#define TG_BACKOFF_LONGEST      (600 * (gint64) G_USEC_PER_SEC)
#define TG_BACKOFF_OBEY_LONGEST (3600 * (gint64) G_USEC_PER_SEC)

gint64 tg_backoff_delay       (guint       failures,
                               TgChance   *chance);
/* What a Retry-After header asks for; -1 if it asks for nothing that can be read. */
gint64 tg_backoff_retry_after (const char *retry_after,
                               const char *date,
                               gint64      now);

G_END_DECLS
