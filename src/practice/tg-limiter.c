/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-limiter.h"

/* Only accounts that proved who they are come here, so there are no more buckets than accounts.
 * Nothing of it is stored: a restart fills them all. Owned by the server; on its thread. */
struct _TgLimiter
{
  TgClock    *clock;
  TgRate      rate;
  GHashTable *buckets;      /* account → TgTokenBucket */
};

TgLimiter *
tg_limiter_new (TgClock      *clock,
                const TgRate *rate)
{
  TgLimiter *self = g_new0 (TgLimiter, 1);

  self->clock = g_object_ref (clock);
  self->rate = *rate;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tg_limiter_free (TgLimiter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->clock);
  g_hash_table_unref (self->buckets);
  g_free (self);
}

guint
tg_limiter_take (TgLimiter  *self,
                 const char *account)
{
  TgTokenBucket *bucket = g_hash_table_lookup (self->buckets, account);
  gint64 now = tg_clock_get_monotonic (self->clock);
  gint64 wait;

  if (bucket == NULL)
    {
      bucket = g_new (TgTokenBucket, 1);
      tg_token_bucket_fill (bucket, &self->rate, now);
      g_hash_table_insert (self->buckets, g_strdup (account), bucket);
    }
  wait = tg_token_bucket_take (bucket, &self->rate, now);
  return (guint) MIN ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, G_MAXUINT);
}
