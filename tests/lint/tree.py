# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all lints share: which files there are, C without its comments and strings, the functions in it."""
import os
import re

SKIPPED = ('build', '.git', '.flatpak-builder', 'subprojects', '__pycache__', 'bad')


def files(root, ends, under=None):
    """Paths relative to root, sorted, of files whose name has one of the ends."""
    found = []
    for top in under or ['.']:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = [f for f in folders if f not in SKIPPED and not f.startswith('build')]
            found += [os.path.relpath(os.path.join(folder, n), root)
                      for n in names if n.endswith(tuple(ends))]
    return sorted(set(found))


def read(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as source:
        return source.read()


def layer_of(path):
    """'base' for src/base/tg-id.c, None outside src."""
    parts = path.split('/')
    return parts[1] if parts[0] == 'src' and len(parts) > 2 else None


def _blank(match):
    return re.sub(r'[^\n]', ' ', match.group(0))


def without_comments(text):
    """The text with comments made blank; lines and columns stay where they are."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: _blank(m) if m.group(0)[0] == '/' else m.group(0), text,
                  flags=re.S)


def without_strings(text):
    """As without_comments, with the insides of strings blank too."""
    pattern = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: m.group(0)[0] + ' ' * (len(m.group(0)) - 2) + m.group(0)[0],
                  without_comments(text))


class Function:
    """A function's definition: its head from the return type to the bracket, and its body."""

    def __init__(self, name, head, body, line):
        self.name, self.head, self.body, self.line = name, head, body, line
        self.is_static = re.search(r'\bstatic\b', head) is not None
        self.lines = head.count('\n') + body.count('\n') + 1

    def parameters(self):
        inside = self.head[self.head.index('(') + 1:self.head.rindex(')')].strip()
        if inside in ('', 'void'):
            return []
        depth, parts = 0, ['']
        for character in inside:
            depth += (character in '([') - (character in ')]')
            if character == ',' and depth == 0:
                parts.append('')
            else:
                parts[-1] += character
        return parts

    def nesting(self):
        depth = deepest = 0
        for character in self.body:
            if character == '{':
                depth += 1
                deepest = max(deepest, depth)
            elif character == '}':
                depth -= 1
        return deepest - 1


def functions(text):
    """The function definitions of a C file in GTK's style, where the outer brackets stand in column 0."""
    plain = without_strings(text)
    pattern = re.compile(r'^(?P<head>(?:[A-Za-z_][^\n;{}#=]*\n)?(?P<name>[a-z_]\w*) \([^;{}]*\))\n'
                         r'(?P<body>\{\n.*?^\})', re.S | re.M)
    for match in pattern.finditer(plain):
        yield Function(match.group('name'), match.group('head'), match.group('body'),
                       plain.count('\n', 0, match.start('name')) + 1)
