#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns data/pinyin/initials.txt into a C table, one letter for each code point from FIRST to LAST."""
import sys

FIRST, LAST = 0x3400, 0x9FFF
PER_LINE = 80

letters = ['.'] * (LAST - FIRST + 1)
with open(sys.argv[1], encoding='utf-8') as source:
    for line in source:
        letter, characters = line.split()
        for character in characters:
            letters[ord(character) - FIRST] = letter

with open(sys.argv[2], 'w', encoding='ascii') as table:
    table.write('/* Made by make-initials-table.py; do not edit. */\n')
    table.write(f'#define TABLE_FIRST 0x{FIRST:x}\n#define TABLE_LAST 0x{LAST:x}\n')
    table.write('static const char initials_table[] =\n')
    text = ''.join(letters)
    for start in range(0, len(text), PER_LINE):
        table.write(f'  "{text[start:start + PER_LINE]}"\n')
    table.write('  ;\n')
