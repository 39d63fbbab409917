#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Money on accounts against a practice window over HTTP: what an agency accepts moves it, and what it takes back does not.
. "$(dirname "$0")/libtest.sh"

id_of() { sed -n 's/.*"id" *: *"\([^"]*\)".*/\1/p' | head -1; }
amount_of() { ctl --json accounts show "$1" | grep -c '"id"'; }

start_practice
ctl sample
exec 3<<<sample
ctl connect "$url" sample --secret-fd 3
seller=$(ctl --json facts seller | id_of)
check 'the account that FX-11 opened stands in the register' says '···· 0000.*EUR.*示例银行' ctl accounts
usd=$(ctl --json accounts | tr -d '\n' | tr '{' '\n' | grep '"USD"' | grep '0000"' | id_of)

settle() {
  ctl new forex.settlement --from "$seller" "apply_no=$1" person=true "quota_flag=$2" from_kind=FX-IND-BIZ \
    from_acct=6222020000000000000 to_acct=6217000012345678 "amount=$3" rate=7.1 applicant=王示例 phone=13900000001 \
    balance=99999 "${@:4}"
}
first=$(settle JH-1 true 100)
check 'a settlement passes its checks' ctl check "$first"
check 'what the register says is filled in' says '"year_used_usd":"600"' ctl export "$first"
check 'nothing moves before the bank has it' says '  250 ' ctl accounts
check 'it is queued' ctl submit "$first"
sent() { for i in 1 2 3 4 5 6 7 8 9 10; do ctl sync >/dev/null; ctl show "$1" >/dev/null; ctl list forex | grep -q "$2.*Accepted" && return 0; sleep 0.3; done; ctl list forex; return 1; }
check 'the bank accepts it' sent "$first" JH-1
check 'the money has left the account' says '  150 ' ctl accounts
check 'and stands in yuan on the other' says '···· 5678.*CNY.*710 ' ctl accounts
check 'the posting names its filing' says 'Settlement.*-100.*FX-25 JH-1.*counts 100.00' ctl accounts show "$usd"
check 'the quota is used' says 'Settlement.*700  *49300' ctl quota
ctl sync
check 'a second sync moves nothing' says '  150 ' ctl accounts
second=$(settle JH-2 true 49300.01)
check 'a cent beyond the quota blocks' says 'E24' ctl check "$second"
ctl set "$second" amount=49300 >/dev/null
check 'to its end it does not' says 'E24-near' ctl check "$second"
check 'and nothing else is said of it' gives 1 sh -c "'$CTL' --lang en --workspace '$work/workspace' check $second | grep -q 'E24 '"
done_testing
