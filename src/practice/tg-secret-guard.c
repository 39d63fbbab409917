/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-secret-guard.h"

#include <string.h>

#include "tg-chance.h"

/* A table of fixed size. A name's digest, under a key that nobody outside knows, says in which row
 * it stands; where all places of a row are taken, the one that would be forgotten first makes way.
 * So a flood of invented names costs no memory, shuts nobody out, and to have one name forgotten by
 * it takes hundreds of thousands of requests. Nothing is stored: a restart forgets all. Owned by
 * the server; on its thread. */

#define N_ROWS    4096
#define N_PLACES  8
#define KEY_WORDS 4
#define N_DIGEST  32

typedef struct
{
  guint8 digest[N_DIGEST];
  gint64 until;               /* shut; µs of the monotonic clock, as the next */
  gint64 end;                 /* forgotten; 0: the place is free */
  guint  wrong;
} Place;

struct _TgSecretGuard
{
  TgClock *clock;
  guint64  key[KEY_WORDS];
  Place    places[N_ROWS][N_PLACES];
};

TgSecretGuard *
tg_secret_guard_new (TgClock *clock)
{
  TgSecretGuard *self = g_new0 (TgSecretGuard, 1);
  g_autoptr (TgChance) chance = tg_chance_new_system ();

  self->clock = g_object_ref (clock);
  for (guint i = 0; i < KEY_WORDS; i++)
    self->key[i] = tg_chance_next (chance);
  return self;
}

void
tg_secret_guard_free (TgSecretGuard *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->clock);
  g_free (self);
}

static void
get_digest (TgSecretGuard *self,
            const char    *name,
            guint8        *digest)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (guchar *) self->key, sizeof self->key);
  gsize length = N_DIGEST;

  g_hmac_update (hmac, (const guchar *) name, -1);
  g_hmac_get_digest (hmac, digest, &length);
}

static Place *
get_row (TgSecretGuard *self,
         const guint8  *digest)
{
  return self->places[(digest[0] << 8 | digest[1]) % N_ROWS];
}

/* (nullable): nothing is known of it */
static Place *
find_place (TgSecretGuard *self,
            const guint8  *digest,
            gint64         now)
{
  Place *row = get_row (self, digest);

  for (guint i = 0; i < N_PLACES; i++)
    if (row[i].end > now && memcmp (row[i].digest, digest, N_DIGEST) == 0)
      return &row[i];
  return NULL;
}

static Place *
take_place (TgSecretGuard *self,
            const guint8  *digest)
{
  Place *row = get_row (self, digest);
  Place *first = row;

  for (guint i = 1; i < N_PLACES; i++)
    if (row[i].end < first->end)
      first = &row[i];
  memset (first, 0, sizeof *first);
  memcpy (first->digest, digest, N_DIGEST);
  return first;
}

static gint64
get_shut_seconds (guint wrong)
{
  gint64 seconds = TG_SECRET_WAIT_SECONDS;

  if (wrong < TG_SECRET_TRIES)
    return 0;
  for (guint i = TG_SECRET_TRIES; i < wrong && seconds < TG_SECRET_WAIT_MAX_SECONDS; i++)
    seconds *= 2;
  return MIN (seconds, TG_SECRET_WAIT_MAX_SECONDS);
}

guint
tg_secret_guard_get_wait (TgSecretGuard *self,
                          const char    *name)
{
  gint64 now = tg_clock_get_monotonic (self->clock);
  guint8 digest[N_DIGEST];
  Place *place;

  get_digest (self, name, digest);
  place = find_place (self, digest, now);
  if (place == NULL || place->until <= now)
    return 0;
  return (guint) ((place->until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

void
tg_secret_guard_note_wrong (TgSecretGuard *self,
                            const char    *name)
{
  gint64 now = tg_clock_get_monotonic (self->clock);
  guint8 digest[N_DIGEST];
  Place *place;

  get_digest (self, name, digest);
  place = find_place (self, digest, now);
  if (place == NULL)
    place = take_place (self, digest);
  if (place->wrong < G_MAXUINT)
    place->wrong++;
  place->until = now + get_shut_seconds (place->wrong) * G_USEC_PER_SEC;
  place->end = place->until + (gint64) TG_SECRET_MEMORY_SECONDS * G_USEC_PER_SEC;
}

void
tg_secret_guard_note_right (TgSecretGuard *self,
                            const char    *name)
{
  guint8 digest[N_DIGEST];
  Place *place;

  get_digest (self, name, digest);
  place = find_place (self, digest, tg_clock_get_monotonic (self->clock));
  if (place != NULL)
    memset (place, 0, sizeof *place);
}
