#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The whole case against a practice window over HTTP.
. "$(dirname "$0")/libtest.sh"

start_practice
ctl walk --practice "$url" >"$work/walk" 2>&1
code=$?
sed 's/^/# /' "$work/walk"
check 'the walk comes to its end' [ $code -eq 0 ]
check 'customs sends the list back' grep -q -e '-603001' "$work/walk"
check 'then releases it' grep -q 'Released' "$work/walk"
check 'and merges it into a declaration' grep -q ' 792 ' "$work/walk"
check 'the refund is paid' grep -q 'Paid' "$work/walk"
check 'the declaration is a fact' says '[0-9]\{18\}' ctl facts declaration
check 'a second sync changes nothing' ctl sync
check 'nothing waits any more' says 'XL\|Done' ctl match
done_testing
