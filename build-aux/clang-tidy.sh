#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
cd "$(dirname "$(readlink -f "$0")")/.."
[ -e build/asan/compile_commands.json ] || { echo "build/asan is not there"; exit 1; }
mapfile -t files < <(git ls-files 'src/*.c')
printf '%s\n' "${files[@]}" | xargs -P 2 -n 8 clang-tidy --quiet -p build/asan --warnings-as-errors='*' \
  --checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier,-bugprone-sizeof-expression,-bugprone-macro-parentheses,-bugprone-branch-clone,-bugprone-assignment-in-if-condition,-bugprone-implicit-widening-of-multiplication-result,-bugprone-casting-through-void,-bugprone-suspicious-include,-bugprone-suspicious-missing-comma,clang-analyzer-core.*,clang-analyzer-deadcode.*'
