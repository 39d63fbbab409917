#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a C array of the schema scripts. Usage: make-schema.py SCRIPT.sql... OUTPUT.c"""

import os
import sys

*scripts, output = sys.argv[1:]
lines = [
    "/* SPDX-FileCopyrightText: 2026 The Tongguan developers",
    " * SPDX-License-Identifier: GPL-3.0-or-later */",
    "",
    '#include "tg-schema.h"',
    "",
    "const char * const tg_schema_scripts[] = {",
]
for number, script in enumerate(scripts, start=1):
    if os.path.basename(script) != "%03d.sql" % number:
        sys.exit("make-schema: %s is not script %03d" % (script, number))
    with open(script, encoding="utf-8") as source:
        for line in source:
            text = line.split("--")[0].rstrip()
            if text:
                lines.append('  "%s\\n"' % text.replace("\\", "\\\\").replace('"', '\\"'))
    lines.append("  ,")
lines += ["  NULL", "};", ""]
with open(output, "w", encoding="utf-8") as target:
    target.write("\n".join(lines))
