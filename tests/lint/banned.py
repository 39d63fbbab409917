# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and calls that the house does without, each with the layers it is banned from."""
import re

import tree

ALL = None
EXACT = ('base', 'model', 'rules', 'forms', 'chain', 'messages')
FRONT = ('app', 'session')
LIBRARY = ('base', 'model', 'rules', 'forms', 'messages', 'db', 'store', 'security', 'sync', 'exchange',
           'chain', 'training', 'session')

# (pattern in code without strings and comments, layers or ALL, what to do instead)
CODE = [
    (r'\bgoto\b', ALL, 'g_autoptr and early returns instead of goto'),
    (r'\bg(?:char|int|short|long|float|double)\b', ALL, 'char, int: the plain C type'),
    (r'\b(?:v?sprintf|strcpy|strcat|strtok|gets)\s*\(', ALL, 'a function that knows the length'),
    (r'\b(?:double|float)\b', EXACT, 'numbers are TgDecimal'),
    (r'\bg_file_(?:get|set)_contents\w*\s*\(|\bg_file_(?:load|replace)_contents\s*\(', FRONT,
     'no file is waited for here'),
    (r'\bg_(?:spawn_sync|spawn_command_line_sync|dbus_\w+_sync)\s*\(', FRONT, 'nothing is waited for here'),
    (r'\bg_main_loop_run\s*\(|\bg_main_context_iteration\s*\(', FRONT, 'no nested main loop'),
    (r'\b(?:g_usleep|sleep|usleep)\s*\(', FRONT, 'nothing sleeps here'),
    (r'\bg_(?:message|warning|info|print|printerr)\s*\(|\bprintf\s*\(', LIBRARY,
     'a library returns its errors; beyond g_debug it says nothing'),
]
SQL = re.compile(r'printf\w*\s*\([^;]*?"[^"]*\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|'
                 r'WHERE|ORDER BY)\b', re.S)


def check_patterns(path, text, layer):
    plain = tree.without_strings(text)
    for pattern, layers, advice in CODE:
        if layers is not ALL and layer not in layers:
            continue
        for match in re.finditer(pattern, plain):
            yield path, plain.count('\n', 0, match.start()) + 1, f'{match.group(0).strip(" (")}: {advice}'


def check(root):
    for path in tree.files(root, ['.c', '.h'], ['src', 'tests', 'benchmarks']):
        text = tree.read(root, path)
        layer = tree.layer_of(path)
        yield from check_patterns(path, text, layer)
        code = tree.without_comments(text)
        for match in SQL.finditer(code):
            yield path, code.count('\n', 0, match.start()) + 1, 'SQL is not made by printf: bind by name'
        for match in re.finditer(r'\bsqlite3_\w+', code):
            if layer not in (None, 'db'):
                yield path, code.count('\n', 0, match.start()) + 1, f'{match.group(0)}: only src/db may'
        for match in re.finditer(r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X)\b', text):
            yield path, text.count('\n', 0, match.start()) + 1, f'{match.group(0)}: do it or say it in an issue'
        if path.endswith('.h') and '#pragma once' not in text:
            yield path, 1, 'a header has #pragma once'
