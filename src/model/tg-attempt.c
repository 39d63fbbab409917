/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-attempt.h"

/* TgAttempt: one sending of a filing, a row of the outbox. Handed between threads as an immutable
 * value: who wants another state makes a copy. */

TgAttempt *
tg_attempt_new (const char *id,
                const char *filing,
                TgAction    action)
{
  TgAttempt *self = g_new0 (TgAttempt, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id == NULL ? "" : id);
  self->filing = g_strdup (filing == NULL ? "" : filing);
  self->action = action;
  self->state = TG_ATTEMPT_QUEUED;
  self->digest = g_strdup ("");
  self->reference = g_strdup ("");
  self->problem_code = g_strdup ("");
  self->problem_detail = g_strdup ("");
  return self;
}

TgAttempt *
tg_attempt_copy (const TgAttempt *self)
{
  TgAttempt *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  g_atomic_ref_count_init (&copy->refs);
  copy->id = g_strdup (self->id);
  copy->filing = g_strdup (self->filing);
  copy->frozen = self->frozen == NULL ? NULL : g_bytes_ref (self->frozen);
  copy->digest = g_strdup (self->digest);
  copy->reference = g_strdup (self->reference);
  copy->problem_code = g_strdup (self->problem_code);
  copy->problem_detail = g_strdup (self->problem_detail);
  return copy;
}

TgAttempt *
tg_attempt_ref (TgAttempt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_attempt_unref (TgAttempt *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->frozen, g_bytes_unref);
  g_free (self->id);
  g_free (self->filing);
  g_free (self->digest);
  g_free (self->reference);
  g_free (self->problem_code);
  g_free (self->problem_detail);
  g_free (self);
}
