# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file says in its first lines whose it is and under which licence."""
import os

import tree

ENDS = ['.c', '.h', '.py', '.sh', '.ui', '.sql', '.css', 'meson.build']
PLACES = ['src', 'tests', 'ui', 'benchmarks', 'data', 'po', 'flatpak']
PROGRAMS = ['run', 'test', 'bench', '.ci/run', 'meson.build']
OWNER = 'SPDX-FileCopyrightText: 2026 The Tongguan developers'
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'


def check(root):
    programs = [path for path in PROGRAMS if os.path.isfile(os.path.join(root, path))]
    for path in tree.files(root, ENDS, PLACES) + programs:
        lines = tree.read(root, path).split('\n')
        beginning = '\n'.join(lines[:5])
        if path.endswith(('.c', '.h')):
            expected = [f'/* {OWNER}', f' * {LICENCE} */']
            if lines[:2] != expected:
                yield path, 1, 'does not begin with the two lines of the licence'
        elif OWNER not in beginning or LICENCE not in beginning:
            yield path, 1, 'does not name owner and licence in its first lines'
