#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes po/POTFILES anew and brings po/zh_CN.po up to date with the words in the sources.
# `--check` changes nothing and fails where a word lacks its Chinese.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  git grep -lE '\b(_|N_|C_|ngettext) ?\(' -- 'src/*.c' 'src/*.h'
  git grep -l 'translatable="yes"' -- 'ui/*.ui'
  git ls-files 'data/desktop/*.desktop.in' 'data/desktop/*.metainfo.xml.in' 'data/desktop/*.gschema.xml'
} | sort >"$work/POTFILES"
extract() {
  xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=ngettext:1,2 --add-comments=Translators \
    --package-name=tongguan --files-from="$work/POTFILES" --output="$work/tongguan.pot" 2>"$work/warnings" || { cat "$work/warnings"; exit 1; }
}
extract
if [ "${1:-}" = --check ]; then
  cmp -s "$work/POTFILES" po/POTFILES || { echo "po/POTFILES is not up to date: run build-aux/update-po.sh"; diff po/POTFILES "$work/POTFILES" || true; exit 1; }
  msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/zh_CN.po" po/zh_CN.po "$work/tongguan.pot"
  lacking=$(msgattrib --untranslated --no-obsolete --no-wrap "$work/zh_CN.po" | grep -A1 '^msgid "..*"\|^msgid ""$' | grep '^msgid "..*"' || true)
  fuzzy=$(msgattrib --only-fuzzy --no-obsolete --no-wrap "$work/zh_CN.po" | grep '^msgid "..*"' || true)
  [ -z "$lacking$fuzzy" ] && exit 0
  echo "Without Chinese in po/zh_CN.po:"
  printf '%s\n' "$lacking" "$fuzzy"
  exit 1
fi
cp "$work/POTFILES" po/POTFILES
msgmerge --quiet --no-fuzzy-matching --no-wrap --no-location --sort-output -o "$work/zh_CN.po" po/zh_CN.po "$work/tongguan.pot"
msgattrib --no-obsolete --no-wrap -o po/zh_CN.po "$work/zh_CN.po"
msgfmt --check --statistics -o /dev/null po/zh_CN.po
