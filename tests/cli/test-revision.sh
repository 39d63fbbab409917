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
done_testing
