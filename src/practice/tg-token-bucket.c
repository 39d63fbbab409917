/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-token-bucket.h"

/* A token is a million parts, so that a rate of one a second gives one part each µs: whole numbers,
 * and nothing is lost by asking often. */

#define TOKEN G_GINT64_CONSTANT (1000000)

static gint64
get_capacity (const TgRate *rate)
{
  return MAX (rate->burst, 1) * TOKEN;
}

void
tg_token_bucket_fill (TgTokenBucket *self,
                      const TgRate  *rate,
                      gint64         now)
{
  self->level = get_capacity (rate);
  self->at = now;
}

/* A long time fills it anyway, and would be too large a number to multiply. */
static void
refill (TgTokenBucket *self,
        const TgRate  *rate,
        gint64         now)
{
  gint64 capacity = get_capacity (rate);
  gint64 elapsed = MAX (now - self->at, 0);

  if (elapsed > capacity / rate->rate)
    self->level = capacity;
  else
    self->level = MIN (self->level + elapsed * rate->rate, capacity);
  self->at = MAX (now, self->at);
}

gint64
tg_token_bucket_take (TgTokenBucket *self,
                      const TgRate  *rate,
                      gint64         now)
{
  if (rate->rate == 0)
    return 0;
  refill (self, rate, now);
  if (self->level < TOKEN)
    return (TOKEN - self->level + rate->rate - 1) / rate->rate;
  self->level -= TOKEN;
  return 0;
}
