# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing grows past what one reads in one go."""
import tree

FILE_LINES = {'.c': 800, '.h': 150, '.ui': 200}
FUNCTION_LINES = 100
NESTING = 5
PARAMETERS = 6
PLACES = ['src', 'tests', 'ui', 'benchmarks']


def check_functions(path, text):
    for function in tree.functions(text):
        parameters = len(function.parameters())
        if function.lines > FUNCTION_LINES:
            yield path, function.line, f'{function.name} has {function.lines} lines ({FUNCTION_LINES})'
        if function.nesting() > NESTING:
            yield path, function.line, f'{function.name} nests {function.nesting()} deep ({NESTING})'
        if parameters > PARAMETERS:
            yield path, function.line, f'{function.name} has {parameters} parameters ({PARAMETERS})'


def check(root):
    for path in tree.files(root, FILE_LINES, PLACES):
        text = tree.read(root, path)
        limit = FILE_LINES['.' + path.rsplit('.', 1)[1]]
        lines = text.count('\n')
        if lines > limit:
            yield path, lines, f'{lines} lines ({limit})'
        if not path.endswith('.ui'):
            yield from check_functions(path, text)
