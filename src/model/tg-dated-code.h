/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* A row of a code table with the days from which and to which it stands; "" is open. Whoever holds
 * it may read it. */
typedef struct
{
  TgCodeRow *row;
  char      *valid_from;
  char      *valid_to;
} TgDatedCode;

TgDatedCode *tg_dated_code_new  (TgCodeRow   *row,           /* (transfer full) */
                                 const char  *valid_from,
                                 const char  *valid_to);
void         tg_dated_code_free (TgDatedCode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDatedCode, tg_dated_code_free)

G_END_DECLS
