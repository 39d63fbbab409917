# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A line fits beside another file on one screen."""
import tree

COLUMNS = 100


def check(root):
    for path in tree.files(root, ['.c', '.h'], ['src', 'tests', 'benchmarks']):
        for number, line in enumerate(tree.read(root, path).split('\n'), 1):
            if len(line) > COLUMNS:
                yield path, number, f'{len(line)} columns ({COLUMNS})'
