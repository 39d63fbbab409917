/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-cli.h"
#include "tg-core-dump.h"

int
main (int    argc,
      char **argv)
{
  tg_core_dump_forbid ();
  return tg_cli_main (argc, argv);
}
