/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first letter of a Chinese character's reading in Mandarin, or '\0'. The table is made at
 * build time from data/pinyin/initials.txt. */
char tg_initials_find (gunichar character);

G_END_DECLS
