/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-derivation.h"

G_BEGIN_DECLS

/* A value of a filing that a fact, from which it was drawn, no longer has. */
typedef struct
{
  char *path;           /* in the filing */
  char *source_path;    /* in the fact */
  char *filed;          /* what the filing says */
  char *present;        /* what the fact says now */
} TgTouched;

/* What a fact's change touches in a document that was drawn from it by `links` (of TgDerivedLink).
 * `changed` is the fact's path that changed; NULL: look at all. Pure. Of TgTouched; empty when they
 * agree. */
GPtrArray *tg_touch_find    (const TgForm     *form,
                             const TgDocument *target,
                             GPtrArray        *links,
                             const TgSource   *source,
                             const char       *changed);
void       tg_touched_free  (TgTouched        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgTouched, tg_touched_free)

G_END_DECLS
