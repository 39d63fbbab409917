#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The window is put back from a copy that lacks a finished filing: nothing of it goes again before the person has said
# so; then all of it goes, in order. What was not finished goes by itself.
. "$(dirname "$0")/libtest.sh"

window() { "$(dirname "$0")/window.py" "$url" "$@"; }
# has ID N: the window has so many submissions of the filing
has() { window list sample sample | grep -q "^$1 [^ ]* $2 " || { window list sample sample; return 1; }; }
lacks() { ! window list sample sample | grep -q "^$1 "; }
order() { ctl new customs.order --from "$fact" "order_no=$1"; }
is_withdrawn() { ctl list | grep "$1" | grep -q Withdrawn; }
nothing_is_refused() { ! ctl list | grep 'Not taken'; }
resend_says_nothing() { ! ctl resend | grep -q "$1"; }

check 'the sample company is loaded' ctl sample
start_practice
echo sample >"$work/secret"
check 'the window is named' ctl connect "$url" sample --secret-fd 3 3<"$work/secret"
check 'both know the same' ctl sync
fact=$(ctl --json facts order EX2026 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)

check 'the window is copied' window teach keep
done=$(order EX-DONE)
left=$(order EX-LEFT)
open=$(order EX-OPEN)
check 'three are filed' eval 'ctl submit "$done" && ctl submit "$left" && ctl submit "$open" && ctl sync'
check 'two are withdrawn' eval 'ctl withdraw "$done" && ctl withdraw "$left" && ctl sync && ctl sync'
check 'that was the end of them' eval 'is_withdrawn EX-DONE && is_withdrawn EX-LEFT'
check 'nothing is asked yet' resend_says_nothing EX-
check 'nor can any be sent again' says 'has not lost this filing' ctl resend "$done"

check 'the copy is put back' window teach restore
check 'which has none of them' eval 'lacks "$done" && lacks "$left" && lacks "$open"'
check 'the next sync' ctl sync
check 'sends what was not finished' has "$open" 1
check 'and nothing of the others' eval 'lacks "$done" && lacks "$left"'
check 'what the sample had filed is in the copy, and nobody is bothered' nothing_is_refused
check 'they are listed, with what happened' says 'EX-DONE was finished, but the window was put back' ctl resend
check 'both' says EX-LEFT ctl resend
check 'in Chinese too' says 'EX-DONE 已办结' "$CTL" --lang zh --workspace "$work/workspace" resend
check 'wrong words are wrong usage' gives 2 ctl resend "$done" --again

check 'one is sent again' eval 'ctl resend "$done" && ctl sync && ctl sync'
check 'filing and withdrawal' has "$done" 2
check 'it is withdrawn here as well' is_withdrawn EX-DONE
check 'the other is let be' ctl resend "$left" --leave
check 'nothing is asked any more' resend_says_nothing EX-
check 'nor sent' eval 'ctl sync && lacks "$left"'
check 'here it stays what it was' is_withdrawn EX-LEFT

done_testing
