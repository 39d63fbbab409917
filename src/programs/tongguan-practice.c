/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-practice-main.h"

int
main (int    argc,
      char **argv)
{
  return tg_practice_main (argc, argv);
}
