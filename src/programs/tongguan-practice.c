/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-core-dump.h"
#include "tg-practice-main.h"

int
main (int    argc,
      char **argv)
{
  tg_core_dump_forbid ();
  return tg_practice_main (argc, argv);
}
