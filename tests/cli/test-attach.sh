#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files that go with a filing: added, sent in pieces before it, fetched again.
. "$(dirname "$0")/libtest.sh"

start_practice
check 'the sample company is loaded' ctl sample
printf 'sample' >"$work/secret"
connect() { ctl connect "$url" sample --secret-fd 3 3<"$work/secret"; }
filing=$(ctl --json list declaration '' CX2611-07 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
{ printf '%%PDF-1.7\n'; head -c 2500000 /dev/urandom; } >"$work/invoice.pdf"
printf 'no picture at all' >"$work/notes.png"
: >"$work/empty.pdf"
check 'a file is added' ctl attach "$filing" "$work/invoice.pdf"
check 'it is listed' says '^1 .*invoice.pdf.*application/pdf.*2500009.* no' ctl attach "$filing"
check 'what is in it counts, not its name' says 'neither PDF nor OFD' ctl attach "$filing" "$work/notes.png"
check 'an empty one is not taken' says 'is empty' ctl attach "$filing" "$work/empty.pdf"
check 'one that is not there is said' gives 1 ctl attach "$filing" "$work/nowhere.pdf"
check 'the bytes are the owner'"'"'s alone' [ "$(stat -c %a "$work"/workspace/attachments/*)" = 600 ]
check 'and sealed' gives 1 grep -qa '^%PDF-1.7' "$work"/workspace/attachments/*
check 'it is removed' ctl attach "$filing" --remove 1
check 'nothing of it stays' gives 2 ls "$work"/workspace/attachments/*

draft=$(ctl --json list forex draft | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
check 'a draft gets one, too' ctl attach "$draft" "$work/invoice.pdf"
check 'it is queued' ctl submit "$draft"
check 'then nothing can be added' says 'present state' ctl attach "$draft" "$work/invoice.pdf"
check 'it is sent with its file' connect
check 'the window took it' says '"state" *: *"\(Received\|Under review\|Accepted\|Delivered\)' ctl --json list forex '' HK20261119000321
check 'and has the file whole' says '^1 .*invoice.pdf.* yes' ctl attach "$draft"
check 'it is written out' ctl attach "$draft" --save 1 "$work/again.pdf"
check 'as it was' cmp "$work/invoice.pdf" "$work/again.pdf"
rm -f "$work"/workspace/attachments/*
check 'what is lost here is fetched from there' ctl attach "$draft" --save 1 "$work/fetched.pdf"
check 'as it was, in several pieces' cmp "$work/invoice.pdf" "$work/fetched.pdf"
check 'and is here again' [ -n "$(ls "$work"/workspace/attachments)" ]

registration=01a1d2f0-0000-7000-8000-000000000001
check 'what is with the window is withdrawn' ctl withdraw "$registration"
check 'but not twice' gives 1 ctl withdraw "$registration"
check 'that is sent' ctl sync
check 'and so it stands' says 'Withdrawn' ctl list registration
check 'a closed one is not' gives 1 ctl withdraw 01a1d2f0-0000-7000-8000-000000000003
done_testing
