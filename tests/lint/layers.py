# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes follow the map: the table in docs/ARCHITECTURE.md says which layer may use which, and which
libraries. A layer that includes tg-json.h must have json-glib in its row."""
import os
import re

import tree

LIBRARIES = {
    'json-glib': ('json-glib/', 'tg-json.h'),
    'libxml2': ('libxml/',),
    'sqlite3': ('sqlite3',),
    'GnuTLS': ('gnutls/',),
    'p11-kit': ('p11-kit',),
    'libsodium': ('sodium',),
    'libsecret': ('libsecret/',),
    'libsoup': ('libsoup/',),
    'pangocairo': ('pango/', 'cairo'),
    'libzip': ('zip.h',),
    'libxlsxwriter': ('xlsxwriter',),
    'GTK': ('gtk/', 'gdk/'),
    'libadwaita': ('adwaita.h',),
}


def read_map(root):
    """{layer: (layers it may use, libraries)} out of the table."""
    rows = {}
    for line in tree.read(root, 'docs/ARCHITECTURE.md').split('\n'):
        cells = [cell.strip() for cell in line.strip('|').split('|')]
        name = re.fullmatch(r'`(\w+)`', cells[0])
        if name and len(cells) == 4:
            rows[name.group(1)] = (set(re.findall(r'\w+', cells[2])),
                                   {part.split(' (')[0].strip() for part in cells[3].split(',')})
    return rows


def library_of(header):
    for library, beginnings in LIBRARIES.items():
        if header.startswith(beginnings):
            return library
    return None


def check_include(header, layer, row, homes):
    """What is wrong with this include, or None."""
    used, libraries = row
    library = library_of(header)
    if library and library not in libraries and not (header == 'tg-json.h' and layer == 'base'):
        return f'{layer} may not use {library} ({header})'
    if header in homes and layer not in homes[header] and not used & homes[header]:
        return f'{layer} may not use {"/".join(sorted(homes[header]))} ({header})'
    if header.startswith('..') or ('/' in header and header.split('/')[-1] in homes):
        return f'includes are unprefixed ({header})'
    return None


def check(root):
    rows = read_map(root)
    homes = {}
    for path in tree.files(root, ['.h'], ['src']):
        homes.setdefault(os.path.basename(path), set()).add(tree.layer_of(path))
    for path in tree.files(root, ['.c', '.h'], ['src']):
        layer = tree.layer_of(path)
        if layer not in rows:
            yield path, 1, f'the map in docs/ARCHITECTURE.md has no row for {layer}'
            continue
        text = tree.without_comments(tree.read(root, path))
        for number, line in enumerate(text.split('\n'), 1):
            include = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            wrong = include and check_include(include.group(1), layer, rows[layer], homes)
            if wrong:
                yield path, number, wrong
