#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One draft on two computers, over one practice window.
. "$(dirname "$0")/libtest.sh"

start_practice
printf 'sample' >"$work/secret"
a() { "$CTL" --lang en --workspace "$work/a" "$@"; }
b() { "$CTL" --lang en --workspace "$work/b" "$@"; }
connect() { "$1" connect "$url" sample --secret-fd 3 3<"$work/secret"; }
has() { says "\"$2\":\"$3\"" "$1" export "$id"; }

check 'two computers have the sample company' eval 'a sample && b sample'
check 'and know the window' eval 'connect a && connect b'
check 'the setting is on or off' gives 2 a drafts maybe
check 'drafts are kept there' eval 'a drafts on && b drafts on'
order=$(a --json facts order EX20261118000007 | sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' | head -1)
id=$(a new customs.export-list --from "$order" country=USA)
check 'one writes a draft' [ -n "$id" ]
check 'the other does not know it' gives 1 b show "$id"
check 'it is sent' a sync
check 'and fetched' b sync
check 'the other has it' has b country USA

check 'both change something' eval 'a set "$id" country=FRA && b set "$id" gross_weight=12.5'
check 'one is first' a sync
check 'the other merges' b sync
check 'and has both' eval 'has b country FRA && has b gross_weight 12.5'
check 'as has the first one after that' eval 'a sync && has a country FRA && has a gross_weight 12.5'
check 'nothing waits for a person' says 'Nobody else' b merge "$id"

check 'both change the same' eval 'a set "$id" country=DEU && b set "$id" country=ITA'
check 'both sync' eval 'a sync && b sync'
check 'each keeps its own' eval 'has a country DEU && has b country ITA'
check 'the later one is asked' gives 3 b merge "$id"
check 'and shown before, mine and theirs' says 'country.*FRA.*ITA.*DEU' b merge "$id"
check 'it is something to do' says 'country' b --json merge "$id"
check 'nothing is sent meanwhile' eval 'b sync && a sync && has a country DEU'
check 'the person takes theirs' b merge "$id" --theirs country
check 'it is taken' has b country DEU
check 'nothing waits any more' says 'Nobody else' b merge "$id"
check 'one step takes it back' eval 'b undo "$id" && has b country ITA'
check 'the first gets it: nobody else changed it since' eval 'b sync && a sync && has a country ITA'

check 'both change the same again' eval 'a set "$id" country=ESP && b set "$id" country=GBR && a sync && b sync'
check 'the person keeps mine' b merge "$id" --mine
check 'it stays' has b country GBR
check 'and counts for both' eval 'b sync && a sync && has a country GBR'
check 'another option is wrong usage' gives 2 b merge "$id" --nonsense

check 'who does not want it sends nothing' eval 'a drafts off && a set "$id" country=NLD && a sync && b sync && has b country GBR'
done_testing
