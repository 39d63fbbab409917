#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Enquiries: answered by the window, and from what it last said when it is gone.
. "$(dirname "$0")/libtest.sh"

start_practice
printf 'sample' >"$work/secret"
check 'the sample company is loaded' ctl sample
check 'without a window and an answer there is none' gives 4 ctl ask product 9617
check 'the window is named' eval 'ctl connect "$url" sample --secret-fd 3 3<"$work/secret"'
check 'it is asked' says '9617001' ctl ask product 9617001
check 'its answer has a time' says '^As of 20' ctl ask product 9617001
check 'as JSON' says '"hs" *: *"9617001' ctl --json ask product 9617001
check 'what has many rows says so' says 'There is more' ctl ask product
check 'another kind' says '91410100MA0000015B' ctl ask enterprise-credit
check 'a kind that is none is wrong usage' gives 2 ctl ask weather
check 'nothing is found, too' says '^As of 20' ctl ask product Zwiebelfisch
kill "$practice"; wait "$practice" 2>/dev/null; practice=
check 'with the window gone the last answer is shown' says '9617001' ctl ask product 9617001
check 'and said to be that' says 'This is the last answer' ctl ask product 9617001
check 'what was never asked has none' gives 4 ctl ask product 4202
check 'the question is not in the store' gives 1 grep -qa Zwiebelfisch "$work"/workspace/store.db
done_testing
