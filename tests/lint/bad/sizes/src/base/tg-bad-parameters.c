/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

static int
count (int a,
       int b,
       int (*c) (int, int),
       int d,
       int e,
       int f,
       int g)
{
  return a;
}
