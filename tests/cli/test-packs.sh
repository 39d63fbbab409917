#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A maker's key, a pack with a new version of a form and a code table, what it touches, installing it, filing by it
# while the old draft stays what it is; and what is refused. Nothing of it is in the repository.
. "$(dirname "$0")/libtest.sh"

lacks() { ! says "$@"; }
is_taken() { ctl --json list | grep "$1" | grep -v '"draft"' | grep -v -q '"queued"'; }
data=${TONGGUAN_DATA_DIR}
packs=$XDG_DATA_HOME/tongguan/packs

# pack ID VERSION [TITLE]: a folder with a manifest
pack() {
  rm -rf "$work/pack"
  mkdir -p "$work/pack/codes"
  cat >"$work/pack/pack.json" <<JSON
{"id": "$1", "version": $2, "date": "2026-11-2$2", "sources": ["a test"],
 "title": {"zh": "试验包", "en": "A pack of the test"}, "tables": {}}
JSON
}
make() { (cd "$work" && ctl packs make "$work/pack" --key-file "${1:-$work/key}"); }

check 'a key is made' ctl packs key "$work/key"
cp "$work/out" "$work/trusted"
check 'its file is for its owner alone' [ "$(stat -c %a "$work/key")" = 600 ]
check 'it is not written over' gives 1 ctl packs key "$work/key"
check 'a successor is made' ctl packs key "$work/successor"
cat "$work/out" >>"$work/trusted"
check 'and a key of somebody else' ctl packs key "$work/other"

check 'the sample company is loaded' ctl sample
old=$(ctl new customs.order order_no=EX-OLD)
check 'a draft is made before' [ -n "$old" ]

pack official 1
form=$work/pack/forms/customs.order/2
mkdir -p "$form"
cp -R "$data/forms/customs.order/1/message.json" "$data/forms/customs.order/1/README.md" "$form"
sed -e 's/"version": 1/"version": 2/' -e 's/"max_length": 1000/"max_length": 500/' \
  -e '0,/"key": "note"/s//"key": "season", "kind": "text", "max_length": 9, "label": {"zh": "季节", "en": "Season"} }, { "key": "note"/' \
  "$data/forms/customs.order/1/form.json" >"$form/form.json"
sed -i -e '0,/"version": 1/s//"version": 2/' "$form/message.json"
printf '%s\n' 'code,name_zh,name_en,valid_from,valid_to' 'E,电商出口订单(B2C),B2C export order,,2026-01-31' \
  'F,电商出口新订单,New export order,2026-02-01,' >"$work/pack/codes/ceb_order_type.csv"
check 'the pack is made' make
cp "$work/out" "$work/made"
file=$work/official-1.tgpack
check 'its path is said' [ "$(cat "$work/made")" = "$file" ]
check 'a program without the key refuses it' says 'neither\|without the project' \
  env -u TONGGUAN_PACK_KEYS "$CTL" --lang en packs install "$file"
export TONGGUAN_PACK_KEYS=$work/trusted

ctl packs show "$file" >"$work/shown" 2>&1
check 'it is shown with what it holds' says 'customs.order 2' cat "$work/shown"
check 'the draft is touched' says "^$old .*Version 2 of this form is in force" cat "$work/shown"
check 'at the field' says "$old.* note .*500" cat "$work/shown"
check 'and at the code' says "$old.*order_type.*holds no longer" cat "$work/shown"
check 'all of it as JSON' says '"path" *: *"order_type"' ctl --json packs show "$file"
check 'in Chinese too' says 'note *备注' "$CTL" --lang zh --workspace "$work/workspace" packs show "$file"
check 'showing it has installed nothing' lacks official ctl packs list

# Whenever it is killed, it is there whole or not at all.
for delay in 0.02 0.1 0.3; do
  timeout -s KILL "$delay" "$CTL" --workspace "$work/workspace" packs install "$file" >/dev/null 2>&1 || true
  for folder in "$packs"/2*; do
    [ ! -d "$folder" ] || cmp -s "$file" "$folder/pack.tgpack" || touch "$work/torn"
  done
done
ctl forms list >/dev/null 2>&1 || touch "$work/torn"
check 'a killed installation leaves nothing half' [ ! -e "$work/torn" ]
ctl packs list | grep -q official || check 'it is installed' says "$old" ctl packs install "$file"
check 'it is listed' says '^official  *1  *2026-11-21' ctl packs list
check 'as JSON' says '"pack" *: *"official"' ctl --json packs list
check 'a second time there is nothing to do' says 'installed in version 1 already' ctl packs install "$file"

check 'the old draft stays' says 'Version 1, which came with the program' ctl show "$old"
check 'its code has ended' says order_type ctl check "$old"
new=$(ctl new customs.order order_no=EX-NEW season=2026S)
check 'the next one is made by the new version' says 'Version 2, from the pack official 1' ctl show "$new"
check 'the new code is taken' ctl set "$new" order_type=F
check 'it is the one that the check knows' lacks order_type ctl check "$new"

start_practice
echo sample >"$work/secret"
check 'the window is named' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"
order=$(ctl --json facts order EX2026 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
filed=$(ctl new customs.order --from "$order" order_type=F season=2026S)
check 'a filing is made by the new version' says 'from the pack official 1' ctl show "$filed"
check 'nothing blocks it' gives 0 ctl check "$filed"
check 'it is queued' ctl submit "$filed"
check 'it is sent and answered' ctl sync
check 'the window has taken it' is_taken "$filed"
check 'it keeps its pack' says 'from the pack official 1' ctl show "$filed"

# On other computers: a data home of their own each
on() { XDG_DATA_HOME=$work/$1 "$CTL" --lang en --workspace "$work/$1/workspace" "${@:2}"; }
without_key() { (unset TONGGUAN_PACK_KEYS; on "$@"); }
all=$work/all.tgbackup
check 'everything goes into one file' ctl export --all "$all"
check 'the pack as well, as it came' says 'packs/2026-11-21_official_1/pack.tgpack' tar tf "$all"
check 'the preview says that it comes back' says 'from the backup: official 1' on second backup restore "$all"
check 'to programs too' says '"effect" *: *"new"' on second --json backup restore "$all"
check 'and installs nothing' lacks official on second packs list
check 'it is put back' on second backup restore "$all" --commit
check 'with the pack' says '^official  *1  *2026-11-21' on second packs list
check 'so that the filing opens by its form' says 'Version 2, from the pack official 1' on second show "$filed"
check 'and the code counts there' lacks order_type on second check "$new"
check 'the tables that the window gave are there too' says 'ceb_order_type.*single window' on second tables
check 'the second time there is nothing to install' lacks 'official 1' on second backup restore "$all"
check 'a program without the key says why it installs none' says 'official 1 is in the backup, but is not installed. .*key' \
  without_key third backup restore "$all"
check 'the rest is put back' without_key third backup restore "$all" --commit
check 'without the pack' lacks official on third packs list

pack official 2
printf '%s\n' 'code,name_zh' 'G,更新订单' >"$work/pack/codes/ceb_order_type.csv"
make >/dev/null
cp "$work/official-2.tgpack" "$work/good"
check 'the next version is installed' ctl packs install "$work/official-2.tgpack"
check 'the older one is refused' says 'older than version 2' ctl packs install "$file"
check 'elsewhere it is the only one' on fourth packs install "$work/official-2.tgpack"
check 'there the older one goes beside it, for its forms' says 'beside the newer .*: official 1' on fourth backup restore "$all" --commit
check 'and is listed after it' says '^official  *1' on fourth packs list
check 'the filing opens by its form' says 'Version 2, from the pack official 1' on fourth show "$filed"
pack official 3
printf '%s\n' 'code,name_zh' 'H,又一订单' >"$work/pack/codes/ceb_order_type.csv"
make "$work/other" >/dev/null
check 'one that somebody else signed is refused' says 'neither' ctl packs install "$work/official-3.tgpack"
sed -e 's/更新/更旧/' "$work/good" >"$work/changed.tgpack"
check 'one that was changed is refused' says 'changed after it was signed' ctl packs install "$work/changed.tgpack"
head -c 600 "$work/good" >"$work/cut.tgpack"
check 'half of one too' gives 1 ctl packs install "$work/cut.tgpack"
check 'and a file that is none' gives 1 ctl packs install "$work/key"
make "$work/successor" >/dev/null
check 'the successor signs the next' ctl packs install "$work/official-3.tgpack"
pack official 4
printf '%s\n' 'code,name_zh' 'J,再一订单' >"$work/pack/codes/ceb_order_type.csv"
make >/dev/null
check 'then the old key counts no more' says 'neither' ctl packs install "$work/official-4.tgpack"
chmod 644 "$work/successor"
check 'a key that others can read is not used' says 'chmod 600' make "$work/successor"
mkdir -p "$work/pack/forms/a/1"
touch "$work/pack/forms/a/1/run.sh"
check 'what is no part of a pack is named' says 'run.sh' make

done_testing
