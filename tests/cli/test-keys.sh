#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Passphrases, secrets, certificates and the doctor on the command line, against the practice window's own program.
. "$(dirname "$0")/libtest.sh"

fails() { ! "$@"; }
given() { # given FD-OPTION TEXT COMMAND...: the text on descriptor 7
  local option=$1 text=$2
  shift 2
  "$CTL" --lang en --workspace "$work/locked" "$option" 7 "$@" 7<<<"$text"
}
mode_is() { [ "$(stat -c %a "$2")" = "$1" ] || { stat -c '%a %n' "$2"; return 1; }; }
without_keyring() { DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere SECRET_BACKEND=service setsid "$@"; }

# A workspace under a passphrase
check 'a workspace is made under a passphrase' given --passphrase-fd 'three words 密' list
check 'its key file is for its owner alone' mode_is 600 "$work/locked/data.key.locked"
check 'there is no key without the passphrase' fails test -e "$work/locked/data.key"
check 'a fact is entered' given --passphrase-fd 'three words 密' new fact:order order_no=T-1
check 'it is there again' says T-1 given --passphrase-fd 'three words 密' facts order
check 'another passphrase does not open it' says 'passphrase is wrong' given --passphrase-fd 'three words' list
check 'without a terminal one is told how' says 'file descriptor' setsid "$CTL" --lang en --workspace "$work/locked" list
check 'a workspace for real filings wants the keyring or a passphrase' \
  says 'keyring' without_keyring "$CTL" --lang en --workspace "$work/real" --production list
check 'but not a short one' says 'at least 8' \
  without_keyring "$CTL" --lang en --workspace "$work/real" --production --passphrase-fd 7 list 7<<<'x y z'
check 'and is made under one' without_keyring "$CTL" --lang en --workspace "$work/real" --production --passphrase-fd 7 list 7<<<'x y z u v'
check 'a workspace for practice stays one' says 'not for production' \
  "$CTL" --lang en --workspace "$work/locked" --production --passphrase-fd 7 list 7<<<'three words 密'

# Its backups open with the same passphrase elsewhere
given --passphrase-fd 'three words 密' export --all "$work/all.tgbackup"
elsewhere() { "$CTL" --lang en --workspace "$work/elsewhere" "$@"; }
check 'a backup of it wants the passphrase' says 'passphrase of this backup' elsewhere backup restore "$work/all.tgbackup"
check 'it opens with it' elsewhere backup restore "$work/all.tgbackup" --commit --passphrase-fd 7 7<<<'three words 密'
check 'there it is locked too' fails setsid "$CTL" --workspace "$work/elsewhere" list
check 'and there all is' says T-1 elsewhere --passphrase-fd 7 facts order 7<<<'three words 密'
check 'saving what can be read wants it as well' fails setsid "$CTL" --workspace "$work/elsewhere" backup rescue
check 'and is done with it' elsewhere --passphrase-fd 7 backup rescue 7<<<'three words 密'

# With a keyring: libsecret's own file
keyring() { SECRET_BACKEND=file SECRET_FILE_TEST_PATH=$work/keyring SECRET_FILE_TEST_PASSWORD=$1 "$CTL" --lang en --workspace "$work/kept" "${@:2}"; }
check 'the key lies in the keyring' keyring right --production list
check 'not beside the store' fails ls "$work/kept/data.key" "$work/kept/data.key.locked"
check 'it opens again' keyring right list
check 'another keyring does not open it' fails keyring wrong list
check 'a computer without that keyring says so' says 'another computer' env SECRET_BACKEND=file SECRET_FILE_TEST_PATH="$work/other" \
  SECRET_FILE_TEST_PASSWORD=x "$CTL" --lang en --workspace "$work/kept" list

# Nothing secret on a command line
seller=$(ctl new fact:seller name=Li)
check 'an identity number is refused as an argument' gives 2 ctl set "$seller" id_no=410101199003070012
check 'it comes by standard input' sh -c 'echo 410101199003070012 | "$1" --workspace "$2" set "$3" id_no=-' sh "$CTL" "$work/workspace" "$seller"
check 'and is there' says 410101199003070012 ctl show "$seller"
check 'but in no file' fails grep -rq 410101199003070012 "$work/workspace"
check 'no core is ever written' sh -c '(ulimit -c unlimited 2>/dev/null; mkfifo "$1/wait"; "$2" --port 0 >"$1/wait" & read -r line <"$1/wait"
  grep "^Max core file size *0 *0" "/proc/$!/limits"; code=$?; kill $!; exit $code)' sh "$work" "$PRACTICE"

# Signing
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/mine.key" -out "$work/mine.pem" \
  -subj /CN=Li -days 2 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/other.key" -out "$work/other.pem" \
  -subj /CN=Other -days 2 2>/dev/null
openssl ec -in "$work/mine.key" -aes256 -passout pass:1234 -out "$work/mine.locked" 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/tls.key" -out "$work/tls.pem" -subj /CN=window \
  -addext subjectAltName=IP:127.0.0.1 -days 2 2>/dev/null
mkfifo "$work/address"
"$PRACTICE" --sample --instant --port 0 --tls-cert "$work/tls.pem" --tls-key "$work/tls.key" --certificate "sample:$work/mine.pem" \
  >"$work/address" 2>"$work/practice.log" &
practice=$!
read -r -t $((20 * ${TG_TEST_SLOWNESS:-1})) line <"$work/address" || { echo "Bail out! no practice window"; exit 1; }
url=${line##* }
check 'the window speaks https' says '^https://127' echo "$url"
check 'beyond this computer only with TLS' gives 1 "$PRACTICE" --listen 0.0.0.0 --port 0
check 'an unknown authority is named' says 'nobody whom' sh -c 'echo sample | "$1" --lang en -w "$2" connect "$3" sample' sh "$CTL" "$work/workspace" "$url"
rm -rf "$work/workspace"
ctl sample
connect() { ctl connect "$url" sample --authority "$work/tls.pem" "$@"; }
check 'a pinned one is trusted' sh -c 'echo sample | "$1" --lang en -w "$2" connect "$3" sample --authority "$4"' sh \
  "$CTL" "$work/workspace" "$url" "$work/tls.pem"
check 'a certificate that is not there is told' says 'nowhere.pem' ctl certificate "$work/nowhere.pem"
check 'a certificate is set' ctl certificate "$work/mine.pem" --key "$work/mine.key"
check 'it logs in with it' connect --by-certificate
check 'another one does not' sh -c '"$1" -w "$2" certificate "$3/other.pem" --key "$3/other.key" && ! "$1" -w "$2" sync' sh \
  "$CTL" "$work/workspace" "$work"
check 'an encrypted key wants its PIN' sh -c '"$1" -w "$2" certificate "$3/mine.pem" --key "$3/mine.locked" && ! setsid "$1" -w "$2" sync' sh \
  "$CTL" "$work/workspace" "$work"
check 'a wrong one is told' says 'PIN is wrong' ctl --pin-fd 7 sync 7<<<4321
check 'the right one opens it' ctl --pin-fd 7 sync 7<<<1234
draft=$(ctl --json list '' draft | grep -o '"id" : "[^"]*"' | head -n 1 | cut -d'"' -f4)
cp -r "$work/workspace" "$work/unsigned"
unsigned() { "$CTL" --lang en -w "$work/unsigned" "$@"; }
connect_unsigned() { echo sample | unsigned connect "$url" sample --authority "$work/tls.pem"; }
check 'without a certificate nothing is signed' unsigned certificate none
check 'the account still has its secret' connect_unsigned
check 'the same filing is queued' unsigned submit "$draft"
check 'and sent' unsigned sync
check 'but not taken' sh -c '"$1" -w "$2" --json list "" attention | grep -q "$3"' sh "$CTL" "$work/unsigned" "$draft"
check 'a filing is signed when it is queued' ctl --pin-fd 7 submit "$draft" 7<<<1234
check 'it is sent' ctl --pin-fd 7 sync 7<<<1234
check 'and taken' sh -c '"$1" -w "$2" --json list "" done | grep -q "$3"' sh "$CTL" "$work/workspace" "$draft"
registration=01a1d2f0-0000-7000-8000-000000000001
check 'a withdrawal wants the PIN as well' says PIN setsid "$CTL" --lang en --workspace "$work/workspace" withdraw "$registration"
check 'it is signed with it' ctl --pin-fd 7 withdraw "$registration" 7<<<1234
check 'sent' ctl --pin-fd 7 sync 7<<<1234
check 'and taken' says Withdrawn ctl list registration
check 'the doctor finds all in order' ctl doctor
found() { ctl --json doctor | tr -d ' \n'; }
check 'and says it to programs' says '"check":"expiry","state":"warning"' found
check 'the clock is compared' says '"check":"clock","state":"good"' found
check 'others who can read are found' sh -c 'chmod 755 "$2/backups" && ! "$1" -w "$2" doctor >/dev/null' sh "$CTL" "$work/workspace"

done_testing
