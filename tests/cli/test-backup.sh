#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Backups on the command line; and after a restore nothing that the window has is filed twice or lost.
. "$(dirname "$0")/libtest.sh"

at_window() {
  python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' \
    "$work/practice.db" "$1"
}

start_practice
ctl sample >/dev/null
order=$(ctl --json facts order EX20261118000007 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
echo sample | ctl connect "$url" sample >/dev/null
list=$(ctl --json list declaration '' CX2611-07 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
ctl submit "$list" >"$work/submitted" 2>&1
name=$(basename "$(ctl backup)")
check 'a backup is made' test -f "$work/workspace/backups/$name"
check 'it is listed as verified' says "$name.*Verified" ctl backup list
check 'the rule is said' says '7 days, 4 weeks and 12 months' ctl backup list
check 'it is listed as JSON' says '"key" *: *"open"' ctl --json backup list
check 'it is whole' says 'Verified' ctl backup verify "$name"
check 'any tar unpacks it' says 'manifest.json' tar tf "$work/workspace/backups/$name"

# Sent after the backup was made: in the backup it waits still.
check 'what waited is sent' ctl sync
later=$(ctl new fact:order order_no=LATER-1)
ctl receipts >"$work/receipts-before"
check 'the preview says what would be lost' says 'LATER-1' ctl backup restore "$name"
check 'and changes nothing' says 'LATER-1' ctl show "$later"
check 'it is put back' ctl backup restore "$name" --commit
check 'what came later is gone' gives 1 ctl show "$later"
check 'what was there is in a backup of its own' says 'Before a restore' ctl backup list
filings=$(at_window 'SELECT count(*) FROM filing')
check 'a sync after it succeeds' ctl sync
check 'nothing is at the window twice' [ "$(at_window 'SELECT count(*) FROM filing')" = "$filings" ]
ctl receipts >"$work/receipts-after"
check 'the receipts are all there again' [ "$(wc -l <"$work/receipts-after")" -ge "$(wc -l <"$work/receipts-before")" ]
check 'none is there twice' [ -z "$(ctl --json receipts | sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p' | sort | uniq -d)" ]
check 'and a second sync changes nothing' ctl sync

# Filed only after the backup: the window brings it back.
empty=$(basename "$(ctl backup)")
drawn=$(ctl new customs.order --from "$order" 2>/dev/null || ctl new customs.export-list --from "$order")
ctl set "$drawn" cop_no=BACK-1 >/dev/null 2>&1
ctl submit "$drawn" >"$work/submit-drawn" 2>&1 && ctl sync >/dev/null
if [ "$(at_window "SELECT count(*) FROM filing WHERE id = '$drawn'")" = 1 ]; then
  ctl backup restore "$empty" --commit >/dev/null 2>&1
  check 'it is gone at first' gives 1 ctl show "$drawn"
  check 'the sync brings it back' ctl sync
  check 'with what was filed' ctl show "$drawn"
fi

# A second, empty home.
check 'everything goes into one file' ctl export --all "$work/all.tgbackup"
second() { "$CTL" --lang en --workspace "$work/second" "$@"; }
check 'it is restored into an empty home' second backup restore "$work/all.tgbackup" --commit
check 'all is there' says 'CX2611-07' second list

# Damage.
ctl list >/dev/null
python3 - "$work/workspace/store.db" <<'END'
import sys
with open(sys.argv[1], 'r+b') as f:
    f.seek(0, 2); size = f.tell()
    f.seek(size * 3 // 4 // 8192 * 8192); f.write(b'\x5a' * 8192 * 8)
END
touch "$work/workspace/open"
check 'a damaged store is not opened' gives 1 ctl list
check 'and what can be done is said' says 'backup rescue' ctl list
check 'what can be read is saved' says 'Filings: ' ctl backup rescue
check 'then it opens again' ctl list
check 'a backup that was cut is refused' gives 1 ctl backup restore "$work/submitted" --commit
check 'nonsense is wrong usage' gives 2 ctl backup nonsense
done_testing
