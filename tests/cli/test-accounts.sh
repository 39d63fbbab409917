#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Money on accounts against a practice window over HTTP: what an agency accepts opens and moves, what it has not seen does not.
. "$(dirname "$0")/libtest.sh"

# submits a filing and waits until its state is shown
answered() {
  ctl submit "$1" || return 1
  for _ in $(seq $((20 * ${TG_TEST_SLOWNESS:-1}))); do
    ctl sync >/dev/null
    ! ctl list forex | grep -q "$2.*$3" || return 0
    sleep 0.2
  done
  ctl list forex
  return 1
}
shows() { local pattern=$1; shift; "$@" | grep -q -e "$pattern" || { "$@"; return 1; }; }
lacks() { ! shows "$@" >/dev/null; }

start_practice
exec 3<<<sample
check 'the window is named' ctl connect "$url" sample --secret-fd 3
# what is sensitive comes by standard input, a line each
seller=$(ctl new fact:seller person_kind=2 name=王示例 id_type=01 id_no=- uscc=92330782MA2ABC3D8A \
  phone=13900000001 bank_name=示例银行 bank_branch=示例支行 <<<330782199108160015)
check 'there is somebody to file for' [ -n "$seller" ]
check 'no account is there' lacks USD ctl accounts

opening=$(ctl new forex.personal-account apply_no=ZH-1 ccy=USD risk_notice=true id_copy=a.pdf shop_proof=b.pdf \
  trade_data=c.csv shops/1/platform=P shops/1/shop_name=S)
check 'the bank opens an account' answered "$opening" ZH-1 Accepted
number=$(ctl show "$opening" | grep -o '6217[0-9]*' | head -1)
check 'with a number' [ -n "$number" ]
check 'it stands in the register by its end' shows "···· ${number: -4}  *USD" ctl accounts
check 'and nowhere with the whole of it' lacks "$number" ctl accounts

receipt() {
  ctl new forex.receipt cus_type=D cust_nm=王示例 id_code=- "bus_code=$1" "opp_user=(JW)ACME" tx_ccy=USD \
    "tx_amt=$2" "fcy_amt=$2" fcy_acc=- trade_date="$(date +%F)" country=USA tx_code=122030 tx_rem=货款 \
    crt_user=王示例 inp_telc=13900000001 trade_type=N <<<330782199108160015$'\n'"$number"
}
first=$(receipt HK-1 60000)
check 'a receipt that is only written moves nothing' lacks 60000 ctl accounts
check 'the declaration is accepted' answered "$first" HK-1 Accepted
check 'the money stands on the account' shows "${number: -4}.* 60000 " ctl accounts
check 'with its filing' shows 'Receipt  *60000.*FX-21 HK-1' ctl accounts show "${number: -4}"

settle() {
  ctl new forex.settlement "apply_no=$1" person=true quota_flag=true from_kind=FX-IND-BIZ from_acct=- to_acct=- \
    "amount=$2" rate=7.1 applicant=王示例 phone=13900000001 <<<"$number"$'\n'6230000012345678
}
second=$(settle JH-1 40000)
check 'nothing of the quota is used' says '"year_used_usd":"0"' ctl export "$second"
ctl set "$second" note=x >/dev/null
check 'the balance is the register'"'"'s' says '"balance":"60000"' ctl export "$second"
check 'the settlement is accepted' answered "$second" JH-1 Accepted
check 'the money has left the account' shows "${number: -4}.* 20000 " ctl accounts
check 'and stands in yuan on the other' shows '···· 5678.*CNY.* 284000 ' ctl accounts
check 'the quota is used' shows 'Settlement.*50000  *40000  *10000' ctl quota
check 'what was settled does not count itself' says '"year_used_usd":"0"' ctl export "$second"
ctl sync
check 'another sync moves nothing' shows "${number: -4}.* 20000 " ctl accounts

third=$(settle JH-2 10000.01)
check 'the next one knows what is used' says '"year_used_usd":"40000"' ctl export "$third"
check 'a cent beyond the quota blocks' gives 3 ctl check "$third"
check 'by its rule' shows 'E24 ' ctl check "$third"
check 'to the cent' ctl set "$third" amount=10000
check 'it does not' gives 0 ctl check "$third"
check 'it warns' shows 'E24-near' ctl check "$third"
check 'what the bank says goes before' ctl set "$third" year_used_usd=40000.01
check 'and is checked' gives 3 ctl check "$third"
done_testing
