/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-clock.h"

G_BEGIN_DECLS

/* Shuts a name for a while after a few wrong secrets, whether or not there is an account of that
 * name: it is never told which names there are. What it takes is fixed when it is made. */
typedef struct _TgSecretGuard TgSecretGuard;

#define TG_SECRET_TRIES 5                 /* wrong ones until the name is shut */
#define TG_SECRET_WAIT_SECONDS 60         /* for the first time; twice as long with each more */
#define TG_SECRET_WAIT_MAX_SECONDS 900
#define TG_SECRET_MEMORY_SECONDS 3600     /* after this long without a wrong one all is forgotten */

TgSecretGuard *tg_secret_guard_new        (TgClock       *clock);
void           tg_secret_guard_free       (TgSecretGuard *self);
/* 0: a secret may be tried; else the seconds to wait, at least 1. */
guint          tg_secret_guard_get_wait   (TgSecretGuard *self,
                                           const char    *name);
void           tg_secret_guard_note_wrong (TgSecretGuard *self,
                                           const char    *name);
/* Whoever knows it is not one who guesses. */
void           tg_secret_guard_note_right (TgSecretGuard *self,
                                           const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSecretGuard, tg_secret_guard_free)

G_END_DECLS
