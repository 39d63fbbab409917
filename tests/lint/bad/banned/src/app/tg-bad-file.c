/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

static void
try_it (void)
{
  g_file_get_contents (path, &text, NULL, NULL);
}
