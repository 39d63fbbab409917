#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Documents by commands, without a window: entering, checking, undoing, importing, printing.
. "$(dirname "$0")/libtest.sh"

check 'help names every command' says 'walk --practice' "$CTL" --lang en --help
check 'an unknown command is wrong usage' gives 2 ctl nonsense
check 'the sample company is loaded' ctl sample
check 'its filings are listed' says 'CX2611-07' ctl list
check 'they are listed as JSON' says '"number" *: *"CX2611-07"' ctl --json list
check 'a filing is found by its number' says 'CX2610-03' ctl list declaration '' CX2610
check 'its receipts are listed' says 'returned' ctl receipts
check 'the board has its sale' says 'EX20261012000003' ctl match

check 'the accounts are listed by the end of their number' says '···· 0123.*USD.*1175 ' ctl accounts
check 'no whole number is shown' gives 1 sh -c "'$CTL' --lang en --workspace '$work/workspace' accounts | grep -q 1001234567890123"
check 'an account has its postings' says 'Bank charge.*-25.*1175.*Posting SF20261030000017' ctl accounts show 0123
check 'as JSON too' says '"balance" *: *"1175"' ctl --json accounts show 0123
check 'a number of two currencies is told apart' gives 1 ctl accounts show 0000
check 'an account that is not there is refused' gives 1 ctl accounts show 9999
check 'another word is wrong usage' gives 2 ctl accounts nonsense
check 'the quota of the year is shown' says '王示例.*Settlement.*50000' ctl quota
check 'as JSON, with fixed words' says '"quota" *: *"purchase"' ctl --json quota
account=$(ctl --json accounts | sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p' | head -1)
posting=$(ctl new fact:forex-posting --from "$account" kind=fee amount=5 reference=F-1)
check 'a posting is entered by hand' says 'F-1' ctl accounts show "$account"
check 'and taken back' ctl undo "$posting"

id=$(ctl new fact:order order_no=T-1 goods/1/item_no=CUP-350 goods/1/qty=2 goods/1/price=3.20)
check 'a fact is made' [ -n "$id" ]
check 'what is computed follows' says '6.4' ctl show "$id"
check 'what is missing is said by code 3' gives 3 ctl check "$id"
check 'and at its field' says 'ebp_code' ctl check "$id"
check 'a value is changed' ctl set "$id" order_no=T-2
check 'it is there' says 'T-2' ctl export "$id"
check 'the step is taken back by another process' ctl undo "$id"
check 'the old value is there' says 'T-1' ctl export "$id"
check 'a wrong path is wrong usage' gives 2 ctl set "$id" no_such_field=1
check 'a missing id is refused' gives 1 ctl show 01900000-0000-7000-8000-000000000000

check 'a clean import is tried' gives 0 ctl import fact:order "$SAMPLES/orders.csv"
check 'faults have a reason per cell' gives 3 ctl import fact:order "$SAMPLES/orders-with-faults.csv"
batch=$(ctl import fact:order "$SAMPLES/orders.csv" --commit | sed -n 's/^batch //p')
before=$(ctl --json facts order | grep -c '"number"')
check 'an import is done' [ -n "$batch" ]
check 'and taken back as a whole' ctl import undo "$batch"
after=$(ctl --json facts order | grep -c '"number"')
check 'nothing of it is left' [ "$after" -lt "$before" ]

order=$(ctl --json facts order EX20261118000007 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
drawn=$(ctl new customs.export-list --from "$order" country=USA)
check 'what it was drawn from is shown' says '^Drawn from.*EX20261118000007' ctl show "$drawn"
check 'what it is used in is shown with its state' says '^Used in.*CX2611-07.*Returned' ctl show "$order"
check 'as JSON too' says '"section" *: *"Used in"' ctl --json show "$order"
check 'nothing is to be drawn again' says '^Path  *Field' ctl redraw "$drawn"
check 'the order changes' ctl set "$order" country=FRA goods/1/qty=210
check 'both values are shown' says 'Declared quantity  *200  *210' ctl redraw "$drawn"
check 'what was typed over is named' says 'USA.*FRA.*yes' ctl redraw "$drawn"
check 'the rest is taken' says '4 values changed' ctl redraw "$drawn" --apply
check 'what was typed stays' says '"country":"USA"' ctl export "$drawn"
check 'one step takes it back' ctl undo "$drawn"
check 'then it is to be drawn again' says 'Declared quantity  *200  *210' ctl redraw "$drawn"
check 'or is left as it is' says '0 values changed' ctl redraw "$drawn" --keep
check 'another option is wrong usage' gives 2 ctl redraw "$drawn" --nonsense
check 'a sale is compared leg by leg' says 'Declared quantity  *200  *Order  *210  *M6  *Differs' ctl match EX20261118000007
check 'what agrees is said, too' says 'Waybill number  *RR100000025CN  *Export list.*Agrees' ctl match EX20261118000007
check 'as JSON, with fixed words' says '"result" *: *"differs"' ctl --json match EX20261118000007
check 'a missing document is named' says '^Export list.*Missing' ctl match EX20261122000012
check 'the documents that the sale needs are said, and why' says '^Needed documents  *Retail export (9610).*9610  *information' ctl match EX20261118000007
check 'as JSON, too' says '"leg" *: *"Needed documents"' ctl --json match EX20261118000007
check 'a sale that is not there is refused' gives 1 ctl match NO-SUCH-ORDER

old=$(ctl new fact:declaration declaration_no=461220250000000001 export_date=2025-12-31 lines/1/item_ref=461220250000000001001)
new=$(ctl new fact:declaration declaration_no=461220260000000001 export_date=2026-01-01 lines/1/item_ref=461220260000000001001)
check 'a claim is made in the version of its exports' says '"export_date":"2025-12-31"' ctl export "$(ctl new tax.producer-refund --from "$old")"
check 'nothing is wrong with its date' [ -z "$(ctl check "$(ctl new tax.producer-refund --from "$old")" | grep E43)" ]
check 'exports of two versions are refused' gives 1 ctl new tax.trader-refund --from "$old" --from "$new"
check 'naming both' says '461220250000000001.*461220260000000001' ctl new tax.trader-refund --from "$old" --from "$new"
check 'a version can be asked for' [ -n "$(ctl new tax.trader-refund --version 2)" ]
check 'or that of a day' [ -n "$(ctl new tax.trader-refund --date 2025-12-31)" ]
check 'one that there is not is refused' gives 1 ctl new tax.trader-refund --version 3
check 'a date in another version is said at the field' says 'E43' ctl check "$(ctl new tax.trader-refund exports/1/export_date=2025-12-31)"
check 'the forms are listed with their versions' says 'tax.trader-refund:2.*2025-12-31' "$CTL" --lang en forms list

list=$(ctl --json list declaration '' CX2611-07 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
check 'a filing is printed' ctl print "$list" "$work/list.pdf"
check 'as a PDF' says '^%PDF' head -c 8 "$work/list.pdf"
check 'it is written as XML' says '<ceb:dxpId>DXPENT0000000001</ceb:dxpId>' ctl export "$list" --xml DXPENT0000000001
check 'with its number' says '<ceb:copNo>CX2611-07' ctl export "$list" --xml DXPENT0000000001
check 'a number is needed for it' gives 1 ctl export "$list" --xml
check 'and where it is set is said' says_wrong 'tongguanctl dxp' ctl export "$list" --xml
check 'another number is refused' gives 1 ctl dxp 0000012345
check 'a number is kept as it should be written' says '^DXPENT0000012345$' ctl dxp 'dxpent 00000１２３４５'
check 'it is the enterprise that has it' says '^DXPENT0000012345$' ctl dxp
check 'of another enterprise there is none' gives 1 ctl dxp DXPENT1 91410100MA99999999
check 'then it stands on the message' says '<ceb:dxpId>DXPENT0000012345</ceb:dxpId>' ctl export "$list" --xml
check 'a fact has no XML' gives 1 ctl export "$id" --xml DXPENT0000000001
check 'a copy is made' says 'backups/' ctl backup
check 'without a window there is no sync' gives 4 ctl sync
check 'a form folder is tried with its cases' says '0 failed\|cases' "$CTL" --lang en forms check "$SAMPLES/../forms/customs.export-list/1"

# Receipts as customs' own client keeps them.
receipt() {   # FILE GUID CODE TIME WORDS NUMBER
  cat >"$work/$1" <<END
<CEB604Message xmlns="http://www.chinaport.gov.cn/ceb" guid="G" version="1.0"><InventoryReturn><guid>$2</guid>
<copNo>$6</copNo><preNo>460120260000000001</preNo><invtNo>46012026I000000007</invtNo><returnStatus>$3</returnStatus>
<returnTime>$4</returnTime><returnInfo>$5</returnInfo></InventoryReturn></CEB604Message>
END
}
receipt entered.xml R1 120 20261124100000000 '[Code:1800;Desc:逻辑校验通过]' CX2611-07
receipt released.xml R2 800 20261125100000000 '[Code:2600;Desc:放行]' CX2611-07
receipt lodged.xml R3 2 20261124090000000 '新增申报成功' CX2611-07
receipt other.xml R4 2 20261124090000000 '新增申报成功' CX-NONE
head -c 150 "$work/entered.xml" >"$work/cut.xml"
state() { ctl --json list declaration '' CX2611-07 | sed -n 's/.*"state" *: *"\(.*\)".*/\1/p'; }
check 'receipt files are taken in the order of time' gives 0 ctl receipts import "$work/released.xml" "$work/entered.xml"
check 'they move the filing' [ "$(state)" = Released ]
check 'and fill in what customs gives' says '"invt_no":"46012026I000000007"' ctl export "$list"
check 'they are among the receipts' says 'released  *800' ctl receipts
cp "$work/released.xml" "$work/again.xml"
n_before=$(ctl --json receipts | grep -c '"filing"')
check 'the same one is known by another name' says '^again.xml  *known' ctl receipts import "$work/again.xml"
check 'and is not there twice' [ "$(ctl --json receipts | grep -c '"filing"')" -eq "$n_before" ]
check 'a late one is kept' says '^lodged.xml  *taken' ctl receipts import "$work/lodged.xml"
check 'but moves nothing' [ "$(state)" = Released ]
check 'one of no filing of ours ends with 3' gives 3 ctl receipts import "$work/other.xml"
check 'and says which it is' says 'other.xml.*unmatched.*CX-NONE' ctl receipts import "$work/other.xml"
check 'half a file does, too' gives 3 ctl receipts import "$work/cut.xml"
check 'and says what to do' says 'cut.xml.*unreadable.*again' ctl receipts import "$work/cut.xml"
ctl export "$list" --xml >"$work/list.xml"
check 'our own message is no receipt' says 'list.xml.*unreadable.*CEB603Message' ctl receipts import "$work/list.xml"
check 'a bad one stops no good one' says 'entered.xml  *known' ctl receipts import "$work/cut.xml" "$work/entered.xml"
check 'nothing of the bad ones is kept' [ "$(ctl --json receipts | grep -c '"filing"')" -eq $((n_before + 1)) ]
check 'another word is wrong usage' gives 2 ctl receipts nonsense
{
  echo '<CEB900Message xmlns="http://www.chinaport.gov.cn/ceb" guid="G" version="1.0"><MessageReturn><guid>R9</guid>'
  echo '<returnStatus>-1</returnStatus><returnInfo>格式错误</returnInfo><returnTime>20261123100000000</returnTime>'
  echo '<oriCopMsgId>M1</oriCopMsgId><oriMessageType>CEB603Message</oriMessageType><oriBizMessage><![CDATA['
  cat "$work/list.xml"
  echo ']]></oriBizMessage></MessageReturn></CEB900Message>'
} >"$work/unread.xml"
check 'what could not be read is found by the message in it' says 'unread.xml  *taken.*CX2611-07.*Refused' ctl receipts import "$work/unread.xml"

# A library of refund rates of two rows; the second has no rate.
make_library() {
  python3 - "$1" <<'END'
import struct, sys
fields = [('CODE', 'C', 12), ('NAME', 'C', 20), ('TSL', 'N', 6), ('ST_DATE', 'C', 8), ('END_DATE', 'C', 8)]
rows = [('9617001100', '保温杯', '13.00', '20240101', '20991231'), ('4202220000', '手提包', '', '20240101', '')]
length = 1 + sum(width for _, _, width in fields)
with open(sys.argv[1], 'wb') as out:
    out.write(struct.pack('<IIHH', 0x30, len(rows), 33 + 32 * len(fields), length) + bytes(20))
    for name, kind, width in fields:
        out.write(name.encode().ljust(11, b'\0') + kind.encode() + bytes(4) + bytes([width]) + bytes(15))
    out.write(b'\r')
    for row in rows:
        out.write(b' ' + b''.join(cell.encode('gb18030').ljust(field[2]) for cell, field in zip(row, fields)))
END
}
make_library "$work/cmcode.DBF"
check 'without a library no rate is known' gives 1 ctl codes rate 9617001100
check 'a library is imported' says 'refund_rates *2 *2 *0' ctl codes import "$work/cmcode.DBF"
check 'it tells a rate' says '9617001100.* 13 ' ctl codes rate 9617001100 2026-05-01
check 'not of a day before it' gives 1 ctl codes rate 9617001100 2023-05-01
check 'it says where it is from' says '9617001100.* library' ctl codes rate 9617001100 2026-05-01
check 'what it lacks is unknown, and not of the practice table' gives 1 ctl codes rate 9503006000 2026-05-01
check 'importing it again changes nothing' says 'refund_rates *2 *0 *0' ctl codes import "$work/cmcode.DBF"
head -c 100 "$work/cmcode.DBF" >"$work/cut.DBF"
check 'half a library is refused' gives 1 ctl codes import "$work/cut.DBF"
check 'so is a wrong option' gives 2 ctl codes import "$work/cmcode.DBF" --memory x

done_testing
