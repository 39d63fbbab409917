/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-initials.h"

#include "tg-initials-table.inc"

/* Looks a character up in a table with one letter per code point; '.' stands where there is no
 * reading. */

char
tg_initials_find (gunichar character)
{
  char letter;

  if (character == 0x3007)   /* 〇, the zero of dates, lies outside the table */
    return 'l';
  if (character < TABLE_FIRST || character > TABLE_LAST)
    return '\0';
  letter = initials_table[character - TABLE_FIRST];
  return letter == '.' ? '\0' : letter;
}
