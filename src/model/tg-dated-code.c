/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-dated-code.h"

TgDatedCode *
tg_dated_code_new (TgCodeRow  *row,
                   const char *valid_from,
                   const char *valid_to)
{
  TgDatedCode *self = g_new0 (TgDatedCode, 1);

  self->row = row;
  self->valid_from = g_strdup (valid_from);
  self->valid_to = g_strdup (valid_to);
  return self;
}

void
tg_dated_code_free (TgDatedCode *self)
{
  g_return_if_fail (self != NULL);

  tg_code_row_unref (self->row);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self);
}
