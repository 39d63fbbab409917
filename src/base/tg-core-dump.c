/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-core-dump.h"

#include <sys/resource.h>

/* By the limit, which programs that collect crashes obey too; it passes on to children. A debugger
 * works as ever. */

void
tg_core_dump_forbid (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("Core dumps cannot be switched off");
}
