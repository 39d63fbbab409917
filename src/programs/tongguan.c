/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-application.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (TgApplication) application = tg_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
