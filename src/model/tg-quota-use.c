/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-quota-use.h"

/* What was used of a quota, as it is handed about. */

void
tg_quota_use_free (TgQuotaUse *self)
{
  g_free (self->enterprise);
  g_free (self->quota);
  g_free (self->year);
  g_free (self->used);
  g_free (self->exempt);
  g_free (self->rates);
  g_free (self);
}
