# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""g_steal_pointer in an argument list whose other arguments use the same pointer: C orders arguments as it
likes, so they may already see NULL."""
import re

import tree

STEAL = re.compile(r'\bg_steal_pointer \(&([\w.>-]+)\)')
SEQUENCED = re.compile(r'&&|\|\||\?')


def call_around(text, position):
    """Start and end of the innermost argument list around a position, or None; a bracket after if, while
    or an operator is no argument list."""
    depth = 0
    for start in range(position - 1, -1, -1):
        character = text[start]
        if character in ';{}':
            return None
        depth += (character == ')') - (character == '(')
        if depth < 0:
            break
    word = re.search(r'(\w+)\s*$', text[:start])
    if word is None or word.group(1) in ('if', 'while', 'for', 'switch', 'return'):
        return None
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == '(') - (text[end] == ')')
        if depth == 0:
            return start + 1, end
    return None


def uses_beside(text, match):
    """Whether an argument list around the match names the pointer once more."""
    position, name = match.start(), re.compile(r'(?<![\w.>])' + re.escape(match.group(1)) + r'(?![\w])')
    while (around := call_around(text, position)) is not None:
        beside = text[around[0]:match.start()], text[match.end():around[1]]
        if any(name.search(part) and not SEQUENCED.search(part) for part in beside):
            return True
        position = around[0] - 1
    return False


def check(root):
    for path in tree.files(root, ['.c', '.h'], ['src', 'tests', 'benchmarks']):
        text = tree.without_strings(tree.read(root, path))
        for match in STEAL.finditer(text):
            if uses_beside(text, match):
                yield (path, text.count('\n', 0, match.start()) + 1,
                       f'{match.group(1)} is stolen in an argument list that uses it once more')
