/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-chance.h"

#include <errno.h>
#include <sys/random.h>

/* Random numbers from the kernel, or from a seeded xoshiro256** whose run can be repeated: a
 * failing test prints its seed, an exercise gives each student other numbers. One thread at a
 * time; owned by whoever made it and shared by reference. */
struct _TgChance
{
  gatomicrefcount ref_count;
  gboolean        is_seeded;
  guint64         state[4];
};

static guint64
split_mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 value,
             int     bits)
{
  return (value << bits) | (value >> (64 - bits));
}

static guint64
next_seeded (guint64 *state)
{
  guint64 result = rotate_left (state[1] * 5, 7) * 9;
  guint64 shifted = state[1] << 17;

  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate_left (state[3], 45);
  return result;
}

static guint64
next_system (void)
{
  guint64 value;

  /* Up to 256 bytes come whole or not at all once the kernel's pool is filled. */
  while (getrandom (&value, sizeof value, 0) != (gssize) sizeof value)
    {
      if (errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
    }
  return value;
}

TgChance *
tg_chance_new_system (void)
{
  TgChance *self = g_new0 (TgChance, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

TgChance *
tg_chance_new_seeded (guint64 seed)
{
  TgChance *self = tg_chance_new_system ();

  self->is_seeded = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = split_mix (&seed);
  return self;
}

TgChance *
tg_chance_ref (TgChance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tg_chance_unref (TgChance *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

guint64
tg_chance_next (TgChance *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->is_seeded ? next_seeded (self->state) : next_system ();
}

/* Evenly distributed over 0 … limit - 1; `limit` is at least 1. */
guint64
tg_chance_below (TgChance *self,
                 guint64   limit)
{
  guint64 uneven;
  guint64 value;

  g_return_val_if_fail (self != NULL && limit > 0, 0);

  /* Values under 2^64 mod limit would make the low results more likely. */
  uneven = -limit % limit;
  do
    value = tg_chance_next (self);
  while (value < uneven);
  return value % limit;
}
