# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is a class: its public functions begin with the file's name. A class may be spread over files
(tg-db-backup.c has tg_db_backup_to of tg-db.h), and a header may declare a second type."""
import os
import re

import tree


def types_in(header):
    """Prefixes of the types that a header declares."""
    for match in re.finditer(r'G_DECLARE_\w+ \(\w+, *(tg_\w+)', header):
        yield match.group(1)
    for match in re.finditer(r'(?:typedef (?:struct|enum)\s+_?|^} )(Tg\w+)', header, re.M):
        yield re.sub(r'(?<!^)(?=[A-Z])', '_', match.group(1)).lower()


def prefixes_for(root, path):
    stem = os.path.basename(path).rsplit('.', 1)[0].replace('-private', '')
    parts = stem.split('-')
    allowed = {stem.replace('-', '_')}
    for count in range(2, len(parts)):
        shorter = os.path.join(os.path.dirname(path), '-'.join(parts[:count]) + '.h')
        if os.path.exists(os.path.join(root, shorter)):
            allowed.add('_'.join(parts[:count]))
    header = os.path.join(os.path.dirname(path), stem + '.h')
    if os.path.exists(os.path.join(root, header)):
        allowed.update(types_in(tree.read(root, header)))
    return allowed


def check(root):
    for path in tree.files(root, ['.c', '.h'], ['src']):
        layer, name = tree.layer_of(path), os.path.basename(path)
        if layer == 'programs':
            continue
        if not re.fullmatch(r'tg(-[a-z0-9]+)+\.[ch]', name):
            yield path, 1, 'a file is named tg-like-its-class'
            continue
        allowed = prefixes_for(root, path)
        for function in tree.functions(tree.read(root, path)):
            if function.is_static:
                continue
            if not any(function.name.startswith(prefix) for prefix in allowed):
                yield (path, function.line,
                       f'{function.name} does not begin with the file\'s name ({sorted(allowed)[0]}_)')
