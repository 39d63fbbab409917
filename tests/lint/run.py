#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one lint as a TAP test: first over its bad samples, each of which it must catch, then over the tree.

    run.py NAME ROOT [BUILD]

A sample is a small tree in bad/NAME/; every file in it that is meant to be caught has "bad" in its name.
A line of waivers.txt excuses one finding; one that excuses nothing any more is a failure too.
"""
import importlib
import inspect
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def findings(lint, root, build):
    if 'build' in inspect.signature(lint.check).parameters:
        return list(lint.check(root, build))
    return list(lint.check(root))


def bad_files(folder):
    for where, _, names in os.walk(folder):
        for name in names:
            if 'bad' in name.lower():
                yield os.path.relpath(os.path.join(where, name), folder)


def waivers(name):
    """{(path, beginning of the message)} of this lint."""
    found = set()
    with open(os.path.join(HERE, 'waivers.txt'), encoding='utf-8') as source:
        for line in source:
            parts = line.rstrip('\n').split(' ', 2)
            if not line.startswith('#') and parts[0] == name:
                found.add((parts[1], parts[2]))
    return found


def main():
    name, root = sys.argv[1], os.path.abspath(sys.argv[2])
    build = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    lint = importlib.import_module(name)
    results = []

    samples = os.path.join(HERE, 'bad', name)
    caught = {path for path, _, _ in findings(lint, samples, None)}
    for path in sorted(bad_files(samples)):
        results.append((path in caught, f'catches bad/{name}/{path}', []))

    excused = waivers(name)
    used = set()
    faults = []
    for path, line, message in findings(lint, root, build):
        match = {(p, m) for p, m in excused if p == path and message.startswith(m)}
        used |= match
        if not match:
            faults.append(f'{path}:{line}: {message}')
    faults += [f'waivers.txt: {path} needs no waiver any more: {message}'
               for path, message in sorted(excused - used)]
    results.append((not faults, 'the tree', faults))

    print(f'1..{len(results)}')
    for number, (is_good, what, lines) in enumerate(results, 1):
        print(f'{"ok" if is_good else "not ok"} {number} - /lint/{name}/{what}')
        for line in lines:
            print(f'# {line}')
    return 0 if all(is_good for is_good, _, _ in results) else 1


if __name__ == '__main__':
    sys.exit(main())
