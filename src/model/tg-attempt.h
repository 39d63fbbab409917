/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-state.h"

G_BEGIN_DECLS

/* One sending of a filing. `frozen` is what was signed, stored and is sent: one thing.
 * Reference-counted; who makes it fills it in, afterwards it is immutable. Strings are never NULL
 * after tg_attempt_new. Times µs UTC, 0: not yet. */
typedef struct
{
  gatomicrefcount refs;
  char           *id;              /* of the submission */
  char           *filing;
  TgAction        action;
  TgAttemptState  state;
  GBytes         *frozen;          /* nullable only in listings without bodies */
  char           *digest;
  gint64          base_revision;   /* 0: none */
  gint64          revision;        /* that the window gave it, 0: none yet */
  char           *reference;
  gint64          created;
  gint64          sent;            /* its first byte left */
  gint64          answered;
  char           *problem_code;
  char           *problem_detail;
  guint           tries;
  gint64          next_try;
} TgAttempt;

TgAttempt *tg_attempt_new   (const char      *id,
                             const char      *filing,
                             TgAction         action);
TgAttempt *tg_attempt_copy  (const TgAttempt *self);     /* to be changed, with one reference */
TgAttempt *tg_attempt_ref   (TgAttempt       *self);
void       tg_attempt_unref (TgAttempt       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAttempt, tg_attempt_unref)

G_END_DECLS
