#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Says which .c files uncrustify would write otherwise; `build-aux/style.sh --mend` writes them.
set -u
cd "$(dirname "$(readlink -f "$0")")/.."
mapfile -t files < <(git ls-files 'src/*.c' 'tests/*.c' 'benchmarks/*.c' ':!tests/lint/bad/*')
[ ${#files[@]} -gt 0 ] || exit 0
if [ "${1:-}" = --mend ]; then
  uncrustify -q -c build-aux/uncrustify.cfg --no-backup -l C "${files[@]}" >/dev/null
  exit 0
fi
uncrustify -q -c build-aux/uncrustify.cfg --check -l C "${files[@]}" 2>&1 | grep '^FAIL' && exit 1
exit 0
