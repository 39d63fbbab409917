/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

static void
try_it (void)
{
  sql = g_strdup_printf ("SELECT * FROM filing WHERE id = '%s'", id);
}
