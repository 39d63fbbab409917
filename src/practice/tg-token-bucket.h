/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much may be done: `burst` at once, `rate` more each second. A rate of 0: without limit. */
typedef struct
{
  guint burst;
  guint rate;
} TgRate;

/* A bucket that holds `burst` tokens and gets `rate` new ones a second. Pure: it is told the time,
 * in µs of a clock that never goes back. */
typedef struct
{
  gint64 level;            /* in millionths of a token */
  gint64 at;
} TgTokenBucket;

void   tg_token_bucket_fill (TgTokenBucket *self,
                             const TgRate  *rate,
                             gint64         now);
/* 0: one was taken; else the µs until there is one. */
gint64 tg_token_bucket_take (TgTokenBucket *self,
                             const TgRate  *rate,
                             gint64         now);

G_END_DECLS
