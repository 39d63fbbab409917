#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One person files for three enterprises by two accounts of the same window: each filing goes by its own account, and
# what the window says of it comes back there and nowhere else; also when the window was reset or put back.
. "$(dirname "$0")/libtest.sh"

# A form that asks for little.
export TONGGUAN_DATA_DIR=$work/data
cp -R "$SAMPLES/.." "$TONGGUAN_DATA_DIR"
chmod -R u+w "$TONGGUAN_DATA_DIR"
mkdir -p "$TONGGUAN_DATA_DIR/forms/service.gate-pass/1"
cat >"$TONGGUAN_DATA_DIR/forms/service.gate-pass/1/form.json" <<'JSON'
{
  "form": "service.gate-pass", "version": 1, "family": "declaration", "agency": "port-gate",
  "aliases": ["GATE-01"], "title": {"zh": "进港预约", "en": "Gate pass"},
  "valid_from": "2020-01-01", "valid_to": null, "for": ["enterprise", "seller"],
  "list": {"number": "pass_no", "summary": "plate"},
  "sections": [
    {
      "key": "pass", "title": {"zh": "预约", "en": "Pass"},
      "fields": [
        {
          "key": "pass_no", "kind": "text", "label": {"zh": "预约编号", "en": "Pass number"},
          "max_length": 20, "required": true
        },
        {
          "key": "plate", "kind": "text", "label": {"zh": "车牌号", "en": "Plate"},
          "max_length": 12, "required": true
        },
        {
          "key": "uscc", "kind": "text", "label": {"zh": "企业代码", "en": "Enterprise"},
          "max_length": 18, "required": true, "from": "enterprise.uscc"
        }
      ]
    }
  ],
  "checks": []
}
JSON

first=91410100MA0000015B
second=91410100MA9K0000XR
third=91310000MA1K00003T
firm() { "$CTL" --lang en --workspace "$work/$1" "${@:2}"; }
# made WHO COMMAND...: prints the id of what the command made
enterprise() { firm "$1" new fact:enterprise "uscc=$2" "name_zh=$3" "entity_form=03" customs_record=true; }
pass() { firm "$1" new service.gate-pass ${3:+--from "$3"} "pass_no=$2" plate=豫A1234; }
file() { firm "$1" submit "$2" && firm "$1" sync; }
receipts() { firm "$1" --json receipts; }
# knows WHO ID...: receipts of each have come
knows() { for id in "${@:2}"; do receipts "$1" | grep -q "$id" || { echo "nothing of $id"; return 1; }; done; }
knows_not() { for id in "${@:2}"; do ! receipts "$1" | grep -q "$id" || { echo "something of $id"; return 1; }; done; }
count() { receipts "$1" | grep -o '"code"' | wc -l; }
has_count() { [ "$(count "$1")" -eq "$2" ] || { echo "$1 has $(count "$1") receipts, not $2"; return 1; }; }
window() { "$(dirname "$0")/window.py" "$url" "$@"; }
east_has() { window list east dong | grep -c "$@"; }
west_has() { window list west xi | grep -c "$@"; }
# The client's place in the feed is one that the window does not know.
lose_place() {
  python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute("UPDATE feed SET cursor = ?", ("nowhere",)); d.commit()' \
    "$work/$1/store.db"
}

# start ARGUMENTS...: the window on the same database as before
start() {
  rm -f "$work/address"
  mkfifo "$work/address"
  "$PRACTICE" --instant --db "$work/practice.db" --port "${port:-0}" "$@" >"$work/address" 2>>"$work/practice.log" &
  practice=$!
  read -r -t $((20 * ${TG_TEST_SLOWNESS:-1})) line <"$work/address" || { echo "Bail out! no practice window"; exit 1; }
  url=${line##* }
  port=${url##*:}
}
stop() { kill "$practice"; wait "$practice" 2>/dev/null; }

start --account east:dong --enterprise $first --enterprise $second
stop
start --account west:xi --enterprise $third
printf 'dong' >"$work/dong"
printf 'xi' >"$work/xi"
check 'one account is connected' firm east connect "$url" east --secret-fd 3 3<"$work/dong"
check 'the other one, too' firm west connect "$url" west --secret-fd 3 3<"$work/xi"
check 'a secret opens its own account only' gives 1 firm other connect "$url" west --secret-fd 3 3<"$work/dong"
e1=$(enterprise east $first 河南示例一有限公司)
e2=$(enterprise east $second 河南示例二有限公司)
e3=$(enterprise west $third 上海示例三有限公司)
check 'three enterprises are entered' [ -n "$e1" -a -n "$e2" -a -n "$e3" ]

p1=$(pass east P-1 "$e1")
p2=$(pass east P-2 "$e2")
p3=$(pass west P-3 "$e3")
check 'each gets a filing' [ -n "$p1" -a -n "$p2" -a -n "$p3" ]
check 'all are sent' eval 'file east "$p1" && file east "$p2" && file west "$p3" && firm east sync'
check 'the first account has the receipts of its two' knows east "$p1" "$p2"
check 'and none of the other' knows_not east "$p3"
check 'the second account has its own' knows west "$p3"
check 'and none of the first' knows_not west "$p1" "$p2"

check 'the window has the first for its enterprise' east_has "^$p1 $first 1 "
check 'the second for its own' east_has "^$p2 $second 1 "
check 'and nothing else of this account' [ "$(window list east dong | wc -l)" -eq 2 ]
check 'the third with the other account' west_has "^$p3 $third 1 "
check 'and nothing else there' [ "$(window list west xi | wc -l)" -eq 1 ]

# An enterprise that is not the account's.
e4=$(enterprise west $first 河南示例一有限公司)
p4=$(pass west P-4 "$e4")
check 'what is for an enterprise of others is sent' file west "$p4"
check 'and refused' says 'Not taken by the window' firm west list declaration '' P-4
check 'the account whose enterprise it is hears nothing of it' eval 'firm east sync && knows_not east "$p4"'

# cursor-expired: everything is listed again, each receipt is there once.
n_east=$(count east)
n_west=$(count west)
check 'both lose their place in the feed' eval 'lose_place east && lose_place west'
check 'both sync' eval 'firm east sync && firm west sync'
check 'the first has what it had' has_count east "$n_east"
check 'the second as well' has_count west "$n_west"
check 'still nothing of the other' eval 'knows_not east "$p3" && knows_not west "$p1" "$p2"'
check 'nothing was filed twice' eval 'east_has "^$p1 $first 1 " && east_has "^$p2 $second 1 " && west_has "^$p3 $third 1 "'

# A copy is put back: what it does not have is sent again, by its own account.
check 'the window is copied' window teach keep
p5=$(pass east P-5 "$e1")
p6=$(pass west P-6 "$e3")
check 'two more are filed' eval 'file east "$p5" && file west "$p6" && firm east sync && firm west sync'
check 'and answered' eval 'knows east "$p5" && knows west "$p6"'
check 'the copy is put back' window teach restore
check 'which has neither' eval '! east_has "$p5" && ! west_has "$p6"'
check 'the first account syncs' firm east sync
check 'and filed again what was lost, and only that' eval 'east_has "^$p5 $first 1 " && east_has "^$p1 $first 1 " && ! east_has "$p6"'
check 'the second does the same' eval 'firm west sync && west_has "^$p6 $third 1 " && west_has "^$p3 $third 1 " && ! west_has "$p5"'
check 'a second sync files nothing' eval 'firm east sync && firm west sync && east_has "^$p5 $first 1 " && west_has "^$p6 $third 1 "'
check 'feeds are still apart' eval 'knows_not east "$p3" "$p6" && knows_not west "$p1" "$p2" "$p5"'

# The class begins anew: what was answered stays as history and is not sent again.
n_east=$(count east)
n_west=$(count west)
check 'the class begins anew' window teach reset
check 'both sync again' eval 'firm east sync && firm west sync'
check 'the window has nothing of before' [ -z "$(window list east dong)$(window list west xi)" ]
check 'both have their history' eval 'has_count east "$n_east" && has_count west "$n_west"'
p7=$(pass east P-7 "$e2")
p8=$(pass west P-8 "$e3")
check 'both file on' eval 'file east "$p7" && file west "$p8" && firm east sync && firm west sync'
check 'each by its own account' eval 'east_has "^$p7 $second 1 " && west_has "^$p8 $third 1 " && ! east_has "$p8" && ! west_has "$p7"'
check 'and hears of its own' eval 'knows east "$p7" && knows west "$p8" && knows_not east "$p8" && knows_not west "$p7"'
done_testing
