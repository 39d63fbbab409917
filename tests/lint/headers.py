# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A header compiles alone: whoever includes it needs to include nothing before it. The compiler's flags are
those of a file of the same layer, out of compile_commands.json; the sample of a fault needs no flags."""
import json
import os
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor

import tree

KEPT = ('-I', '-D', '-std', '-isystem')


def flags_by_layer(build):
    flags = {}
    if build is None:
        return flags
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as source:
        commands = json.load(source)
    for command in commands:
        path = os.path.relpath(os.path.join(command['directory'], command['file']),
                               os.path.join(build, '..'))
        parts = path.split('/')
        if 'src' in parts and path.endswith('.c'):
            layer = parts[parts.index('src') + 1]
            words = shlex.split(command['command'])
            flags[layer] = (command['directory'], [w for w in words if w.startswith(KEPT)])
    return flags


def complaint(root, path, directory, flags):
    """The compiler's first error, or None."""
    command = ['cc', '-fsyntax-only', '-x', 'c', '-std=gnu11', *flags, os.path.join(root, path)]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.split('\n') if ' error: ' in line]
    return errors[0].split(' error: ')[1] if errors else None


def check(root, build=None):
    flags = flags_by_layer(build)
    jobs = []
    for path in tree.files(root, ['.h'], ['src']):
        layer = tree.layer_of(path)
        if build is None or layer in flags:
            jobs.append((root, path, *flags.get(layer, (root, []))))
    with ThreadPoolExecutor(2) as pool:
        for job, error in zip(jobs, pool.map(lambda job: complaint(*job), jobs)):
            if error:
                yield job[1], 1, f'does not compile alone: {error}'
