#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes initials.txt from Unihan_Readings.txt.bz2 of Debian's package unicode-data.

    ./make-initials.py /usr/share/unicode/Unihan_Readings.txt.bz2 > initials.txt

Run by hand when the package brings a new version; the build reads the committed file only.
"""
import bz2
import sys
import unicodedata

RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def initial(reading):
    """The ASCII letter with which a reading such as 'ér' begins."""
    return unicodedata.normalize('NFD', reading)[0].lower()


def main():
    letters = {}
    with bz2.open(sys.argv[1], 'rt', encoding='utf-8') as readings:
        for line in readings:
            parts = line.rstrip('\n').split('\t')
            if len(parts) != 3 or parts[1] != 'kMandarin':
                continue
            code = int(parts[0][2:], 16)
            if any(first <= code <= last for first, last in RANGES):
                # Where there are two, the first is the reading of the mainland.
                letters.setdefault(initial(parts[2].split()[0]), []).append(chr(code))
    for letter in sorted(letters):
        print(letter, ''.join(letters[letter]))


if __name__ == '__main__':
    main()
