#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two computers amend the same filing: the later one is shown what the window has by now.
. "$(dirname "$0")/libtest.sh"

start_practice
printf 'sample' >"$work/secret"
a() { "$CTL" --lang en --workspace "$work/a" "$@"; }
b() { "$CTL" --lang en --workspace "$work/b" "$@"; }
connect() { "$1" connect "$url" sample --secret-fd 3 3<"$work/secret"; }
mend() { local who=$1; shift; "$who" set "$id" goods/3/unit1=035 goods/3/qty1=3 "$@"; }
has() { says "\"$2\":\"$3\"" "$1" export "$id"; }

check 'two computers have the sample company' eval 'a sample && b sample'
check 'and know the window' eval 'connect a && connect b'
id=$(a --json list declaration '' CX2611-07 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
check 'one amends' eval 'mend a country=FRA && a submit "$id" && a sync'
check 'the other does not know it yet, and amends as well' eval 'mend b country=ITA note=gift && b submit "$id"'
check 'the window has another revision' b sync
check 'which is shown' says 'country.*ITA.*FRA' b merge "$id"
check 'nothing typed is lost' eval 'has b country ITA && has b note gift'
check 'the person takes theirs where both changed' b merge "$id" --theirs country
check 'and keeps the rest' eval 'has b country FRA && has b note gift'
check 'nothing waits any more' says 'Nobody else' b merge "$id"
check 'nor after another sync' eval 'b sync && says "Nobody else" b merge "$id"'

# What came of a merge is filed again, over the revision that was merged in.
registration=01a1d2f0-0000-7000-8000-000000000001
id=$registration
# sent N: so many submissions of it are with the window
sent() { [ "$("$(dirname "$0")/window.py" "$url" list sample sample | grep "^$id " | cut -d' ' -f3)" -eq "$1" ]; }
before=$("$(dirname "$0")/window.py" "$url" list sample sample | grep "^$id " | cut -d' ' -f3)
state() { says "\"state\" *: *\"$2\"" "$1" --json list registration; }
check 'both amend a registration' eval 'a set "$id" contact_name=甲一 && b set "$id" contact_name=乙二 postcode=450001'
check 'one is first' eval 'a submit "$id" && a sync && sent $((before + 1))'
check 'it is accepted' state a Accepted
check 'the other is refused' eval 'b submit "$id" && b sync && sent $((before + 2)) && gives 3 b merge "$id"'
check 'sent unmerged, it is refused again' eval 'b submit "$id" && b sync && state b "Not taken by the window" && gives 3 b merge "$id"'
check 'what the first filed stands' eval 'a sync && has a contact_name 甲一'
check 'the person keeps mine' b merge "$id" --mine
check 'it is sent again' eval 'b submit "$id" && b sync'
check 'the window took it' sent $((before + 4))
check 'and its agency accepts it' eval 'b sync && state b Accepted'
check 'with what both had' eval 'has b contact_name 乙二 && has b postcode 450001'
check 'nobody is asked any more' says 'Nobody else' b merge "$id"
check 'the first is shown it when it amends again' eval 'a sync && a set "$id" contact_name=甲三 && a submit "$id" && a sync && gives 3 a merge "$id"'
check 'takes theirs' eval 'a merge "$id" --theirs contact_name && has a contact_name 乙二 && has a postcode 450001'
check 'and may amend on top of it' eval 'a set "$id" contact_phone=0371-60000009 && a submit "$id" && a sync && a sync && state a Accepted'
check 'that is taken, too' sent $((before + 6))
done_testing
