/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* A code that was found for somebody who looks for one, with what helps to tell it from others.
 * Whoever holds it may read it. */
typedef struct
{
  TgCodeRow *row;
  char      *path;          /* what stands above it, "章 › 品目 › 子目"; "" */
  char      *units;         /* names of its legal units, "个 / 千克"; "" */
  gboolean   can_choose;    /* FALSE: it only shows the way, the field does not take it */
  gboolean   was_used;      /* in an earlier document, in this field */
} TgCodeHit;

TgCodeHit *tg_code_hit_new  (TgCodeRow *row);
void       tg_code_hit_free (TgCodeHit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeHit, tg_code_hit_free)

G_END_DECLS
