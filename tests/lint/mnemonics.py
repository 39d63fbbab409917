# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two entries of one menu with the same mnemonic: only the first of them answers to its key. Menus are those of the
templates, with what a C file that loads one adds to it; in English and in every translation."""
import os
import re
import xml.etree.ElementTree as ElementTree

import tree

APPENDED = re.compile(r'g_menu_(?:append\w*|insert\w*|item_new) \([^"]*?_\("((?:\\.|[^"\\])*)"\)')
ENTRY = re.compile(r'^msgid (".*"(?:\n".*")*)\nmsgstr (".*"(?:\n".*")*)', re.M)


def unquote(quoted):
    return ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', quoted)).replace('\\"', '"')


def translations(root):
    """Language → {English: translation}; English itself first, without any."""
    found = {'English': {}}
    for path in tree.files(root, ['.po'], ['po']):
        found[os.path.basename(path)[:-3]] = {
            unquote(english): unquote(other) for english, other in ENTRY.findall(tree.read(root, path))}
    return found


def mnemonic(label):
    match = re.search(r'_([^_\s])', label.replace('__', ''))
    return match.group(1).casefold() if match else None


def labels(menu):
    """Of a menu and its sections; a submenu is one entry here and a menu of its own."""
    for child in menu:
        if child.tag == 'section':
            yield from labels(child)
        elif child.tag in ('item', 'submenu'):
            yield from (a.text or '' for a in child if a.tag == 'attribute' and a.get('name') == 'label')


def menus(root):
    """(path, id of the menu or None, its labels)"""
    for path in tree.files(root, ['.ui'], ['ui']):
        for menu in ElementTree.fromstring(tree.read(root, path)).iter():
            if menu.tag in ('menu', 'submenu'):
                yield path, menu.get('id'), list(labels(menu))


def added(root, known):
    """(path, id, labels): the menu that a C file loads, and what it adds."""
    for path in tree.files(root, ['.c'], ['src']):
        text = tree.read(root, path)
        own = APPENDED.findall(text)
        for name in known:
            if own and f'"{name}"' in text:
                yield path, name, own + known[name]


def check(root):
    plain = list(menus(root))
    known = {name: entries for _, name, entries in plain if name}
    for path, name, entries in plain + list(added(root, known)):
        line = 1 + next((n for n, text in enumerate(tree.read(root, path).split('\n')) if f'"{name}"' in text), 0)
        for language, words in translations(root).items():
            seen = {}
            for english in entries:
                label = words.get(english) or english
                other = seen.setdefault(mnemonic(label), label)
                if mnemonic(label) is not None and other != label:
                    yield path, line, f'{name}, {language}: “{other}” and “{label}” have one mnemonic'
