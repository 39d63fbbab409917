#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A form that the program was not built with: a folder of data, written here into a copy of the data, is made,
# checked, mended, sent and answered. No C, no list, no build.
. "$(dirname "$0")/libtest.sh"

fails() { ! "$@"; }

export TONGGUAN_DATA_DIR=$work/data
cp -R "$SAMPLES/.." "$TONGGUAN_DATA_DIR"
chmod -R u+w "$TONGGUAN_DATA_DIR"
form=$TONGGUAN_DATA_DIR/forms/service.gate-pass/1
mkdir -p "$form/cases"

cat >"$form/form.json" <<'JSON'
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
          "key": "load", "kind": "decimal", "label": {"zh": "载重", "en": "Load"}, "unit": "kg",
          "digits": 9, "decimals": 2, "required": true
        }
      ]
    }
  ],
  "checks": [
    {
      "id": "G1", "level": "blocking", "when": "filled(load)", "assert": "load <= 40000",
      "at": ["load"], "source": "a test",
      "message": {"zh": "载重 {load} 千克超过四十吨。", "en": "The load of {load} kg is over forty tonnes."}
    },
    {
      "id": "G2", "level": "warning", "when": "filled(plate)", "assert": "plate ~ '.{7,8}'",
      "at": ["plate"], "source": "a test",
      "message": {"zh": "车牌号应为七或八位。", "en": "A plate has seven or eight places."}
    }
  ]
}
JSON
for load in 40000 40000.01 39999.99; do
  issues='[]'
  [ $load != 40000.01 ] || issues='[{"id": "G1", "at": "load"}]'
  echo "{\"name\": \"$load kg\", \"today\": \"2026-11-23\", \"document\": {\"pass_no\": \"P-1\"," \
    "\"plate\": \"豫A12345\", \"load\": \"$load\"}, \"issues\": $issues}" >"$form/cases/$load.json"
done

check 'the form reads and its cases hold' ctl forms check "$form"
check 'it is listed with the others' says 'service.gate-pass' ctl forms list
start_practice
echo sample >"$work/secret"
check 'the sample company is loaded' ctl sample
check 'the window is named' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"

id=$(ctl new service.gate-pass pass_no=P-7 plate=豫A1234 load=41000)
check 'a filing of it is made' [ -n "$id" ]
check 'its problem is found' gives 3 ctl check "$id"
check 'and said in English' says 'over forty tonnes' ctl check "$id"
check 'and in Chinese' says '超过四十吨' "$CTL" --lang zh --workspace "$work/workspace" check "$id"
check 'it is not sent so' gives 3 ctl submit "$id"
check 'the problem is mended' ctl set "$id" load=39000
check 'nothing blocks any more' gives 0 ctl check "$id"
check 'it is queued' ctl submit "$id"
check 'it is sent and answered' ctl sync
check 'its receipts are there' says "port-gate.*accepted.*02.*BA20" ctl receipts
check 'in the language that was asked for' says 'Accepted, number given' ctl receipts

# A course of its own, beside the form: a version that the window knows from its next start.
cat >"$form/course.json" <<'JSON'
{
  "agency": "port-gate",
  "courses": [
    {
      "codes": {"format": "G-F", "business": "G-B"},
      "strict": ["G2"],
      "entry": [{"status": "received", "code": "IN", "text": {"zh": "已收到", "en": "Taken in"}}],
      "withdraw": [{"status": "withdrawn", "code": "OFF", "text": {"zh": "已取消", "en": "Called off"}}],
      "returned": {
        "status": "returned", "code": "NO", "text": {"zh": "不予进港：{fault}", "en": "No entry: {fault}"}
      },
      "answers": [
        {
          "status": "accepted", "code": "GO", "number": "GP{year}{serial:6}",
          "text": {"zh": "准予进港", "en": "May enter"}
        }
      ]
    }
  ]
}
JSON
kill "$practice"
wait "$practice" 2>/dev/null
rm "$work/address"
start_practice
check 'the window is named anew' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"
id=$(ctl new service.gate-pass pass_no=P-8 plate=豫A1 load=39000)
check 'a warning does not keep it here' ctl submit "$id"
check 'it is sent' ctl sync
check 'this agency takes the warning for a fault' says 'NO .*No entry: A plate has seven' ctl receipts
check 'and puts it at the field' says 'plate' ctl check "$id"
check 'it is mended' ctl set "$id" plate=豫A12345
check 'it is queued again' ctl submit "$id"
check 'it is sent again' ctl sync
check 'it is granted by its own course' says 'port-gate.*GO .*May enter.*GP20' ctl receipts
done_testing
