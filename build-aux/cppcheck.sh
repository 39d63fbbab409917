#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Leaks are looked for by the leak sanitizer and valgrind: what GLib's containers own, cppcheck does not know.
set -u
cd "$(dirname "$(readlink -f "$0")")/.."
exec cppcheck --quiet --library=gtk --enable=warning,portability --inline-suppr --error-exitcode=1 -j 2 \
  --suppress=missingInclude --suppress=unknownMacro --suppress=nullPointerRedundantCheck --suppress=internalAstError --suppress=memleak src
