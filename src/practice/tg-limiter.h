/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-clock.h"
#include "tg-token-bucket.h"

G_BEGIN_DECLS

/* One bucket an account, so that a busy one takes nothing from the others; where the request comes
 * from is no matter, since a class sits behind one address. */
typedef struct _TgLimiter TgLimiter;

TgLimiter *tg_limiter_new  (TgClock      *clock,
                            const TgRate *rate);
void       tg_limiter_free (TgLimiter    *self);
/* 0: go on; else the seconds to wait, at least 1. */
guint      tg_limiter_take (TgLimiter    *self,
                            const char   *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgLimiter, tg_limiter_free)

G_END_DECLS
