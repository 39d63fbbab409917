/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-hit.h"

TgCodeHit *
tg_code_hit_new (TgCodeRow *row)
{
  TgCodeHit *self = g_new0 (TgCodeHit, 1);

  self->row = tg_code_row_ref (row);
  self->path = g_strdup ("");
  self->units = g_strdup ("");
  return self;
}

void
tg_code_hit_free (TgCodeHit *self)
{
  g_return_if_fail (self != NULL);

  tg_code_row_unref (self->row);
  g_free (self->path);
  g_free (self->units);
  g_free (self);
}
