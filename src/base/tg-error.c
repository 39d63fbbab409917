/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"

/* The error domain of the whole program; see the header for what each code asks of the caller. */

GQuark
tg_error_quark (void)
{
  return g_quark_from_static_string ("tg-error-quark");
}
