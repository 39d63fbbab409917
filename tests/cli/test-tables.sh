#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The window's code tables: what it has in other versions is fetched and counts, what it has from before is refused.
. "$(dirname "$0")/libtest.sh"

export TONGGUAN_DATA_DIR=$work/data
cp -R "$SAMPLES/.." "$TONGGUAN_DATA_DIR"
chmod -R u+w "$TONGGUAN_DATA_DIR"
mkdir -p "$TONGGUAN_DATA_DIR/forms/service.gate-pass/1"
cat >"$TONGGUAN_DATA_DIR/forms/service.gate-pass/1/form.json" <<'JSON'
{
  "form": "service.gate-pass", "version": 1, "family": "declaration", "agency": "port-gate",
  "aliases": ["GATE-01"], "title": {"zh": "进港预约", "en": "Gate pass"},
  "valid_from": "2020-01-01", "valid_to": null, "for": ["enterprise", "seller"],
  "list": {"number": "pass_no", "summary": "unit"},
  "sections": [
    {
      "key": "pass", "title": {"zh": "预约", "en": "Pass"},
      "fields": [
        {
          "key": "pass_no", "kind": "text", "label": {"zh": "预约编号", "en": "Pass number"},
          "max_length": 20, "required": true
        },
        {
          "key": "unit", "kind": "code", "label": {"zh": "单位", "en": "Unit"},
          "max_length": 3, "required": true, "list": "units"
        }
      ]
    }
  ],
  "checks": []
}
JSON

# version VERSION SQL: the window's tables from what they were. It reads them beside its other data; the client has the
# program's, by their path.
tables=$TONGGUAN_DATA_DIR/codes.db
version() {
  [ -e "$tables" ] || cp "$TONGGUAN_CODES_DB" "$tables"
  chmod u+w "$tables"
  python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2]); d.commit()' "$tables" \
    "UPDATE code_table SET version = '$1' WHERE name = 'units'; $2"
}
# start DATABASE
start() {
  rm -f "$work/address"
  mkfifo "$work/address"
  "$PRACTICE" --sample --instant --db "$work/$1.db" --port "${port:-0}" >"$work/address" 2>>"$work/practice.log" &
  practice=$!
  read -r -t $((20 * ${TG_TEST_SLOWNESS:-1})) line <"$work/address" || { echo "Bail out! no practice window"; exit 1; }
  url=${line##* }
  port=${url##*:}
}
stop() { kill "$practice"; wait "$practice" 2>/dev/null; }
units() { ctl --json tables | tr -d '\n' | sed 's/}/}\n/g' | grep '"units"'; }
has_units() { units | grep -q "$1" || { units; return 1; }; }

printf 'sample' >"$work/secret"
start practice
check 'the sample company is loaded' ctl sample
check 'the window is connected' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"
check 'its tables are the program'"'"'s' gives 1 eval 'ctl tables | grep "single window"'
check 'so no file is made of them' gives 2 eval 'ls "$work"/workspace/codes-used-????????????????.db'
id=$(ctl new service.gate-pass pass_no=P-7 unit=007)
check 'a draft names a unit' gives 0 ctl check "$id"
stop

version 2027-01-05 "UPDATE code SET valid_to = '2026-10-31' WHERE table_name = 'units' AND code = '007';
  INSERT INTO code VALUES ('units', '999', '2026-11-01', '', '箩筐', 'basket', '', '{}');"
start practice
check 'the window says by an event that a table changed' ctl sync
check 'it is fetched' has_units '2027-01-05.*single window'
check 'others are not' [ "$(ctl tables | grep -c 'single window')" -eq 1 ]
check 'the draft names what has ended' gives 3 ctl check "$id"
check 'which is said as always' says 'the list has no code “007”' ctl check "$id"
check 'a new code counts' eval 'ctl set "$id" unit=999 && gives 0 ctl check "$id"'
check 'nothing is fetched twice' eval 'before=$(stat -c %Y.%s "$work"/workspace/codes-used-????????????????.db) && ctl tables update && [ "$before" = "$(stat -c %Y.%s "$work"/workspace/codes-used-????????????????.db)" ]'
stop

echo kept >"$work/workspace/codes-imported.db"
version 2027-02-01 "DELETE FROM code WHERE table_name = 'units' AND code = '999';"
start practice
check 'another version leads on from there' eval 'ctl tables update && has_units 2027-02-01'
check 'the file of the one before is gone' eval '[ "$(ls "$work"/workspace/codes-used-????????????????.db | wc -l)" -eq 1 ]'
check 'what is not its own is left alone' [ "$(cat "$work/workspace/codes-imported.db")" = kept ]
check 'what was taken out is gone' gives 3 ctl check "$id"
check 'what had ended stays so' eval 'ctl set "$id" unit=007 && gives 3 ctl check "$id"'
stop

# Another window at the same address, with a key of its own.
version 2027-02-02 ""
start other
check 'what another key signed is not taken' gives 1 ctl tables update
check 'which is said with its place' says '/signature' ctl tables update
check 'the tables stay as they were' has_units 2027-02-01
check 'who connects again takes the new key' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"
check 'and what it signed' eval 'ctl tables update && has_units 2027-02-02'
stop

check 'without a window it is offline' gives 4 ctl tables update
check 'and all is as it was' has_units 2027-02-02
version 2027-02-03 ""
start practice
check 'a sync goes on without the tables' eval 'ctl sync 2>"$work/warning" && grep -q /signature "$work/warning"'
stop
check 'another word is wrong usage' gives 2 ctl tables forget
done_testing
