#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Says which .c files uncrustify would write otherwise; `build-aux/style.sh --mend` writes them.
set -u
cd "$(dirname "$(readlink -f "$0")")/.."
mapfile -t files < <(git ls-files 'src/*.c' 'tests/*.c' 'benchmarks/*.c' ':!tests/lint/bad/*')
[ ${#files[@]} -gt 0 ] || exit 0
# One process a file: in one for all, what it makes of a compound literal hangs on the files before.
each() {
  printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" uncrustify -q -c build-aux/uncrustify.cfg -l C "$@"
}
if [ "${1:-}" = --mend ]; then
  each --no-backup >/dev/null
  exit 0
fi
each --check 2>&1 | grep '^FAIL' && exit 1
exit 0
