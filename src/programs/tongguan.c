/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-application.h"
#include "tg-core-dump.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (TgApplication) application = NULL;

  tg_core_dump_forbid ();
  application = tg_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
