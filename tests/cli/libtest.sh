# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For the scripts beside it: each `check` is a TAP case. They get the programs by their paths in CTL and PRACTICE.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/tongguan-cli-XXXXXX")
n_cases=0
practice=
export XDG_DATA_HOME=$work/data-home
end() {
  [ -z "$practice" ] || kill "$practice" 2>/dev/null
  rm -rf "$work"
}
trap end EXIT

ctl() {
  "$CTL" --lang en --workspace "$work/workspace" "$@"
}

# check NAME COMMAND...: passes when the command does
check() {
  local name=$1
  shift
  n_cases=$((n_cases + 1))
  if "$@" >"$work/out" 2>"$work/err"; then
    echo "ok $n_cases $name"
  else
    echo "not ok $n_cases $name"
    sed 's/^/# /' "$work/out" "$work/err"
  fi
}

# says_wrong PATTERN COMMAND...: the same of its error output
says_wrong() {
  local pattern=$1
  shift
  "$@" 2>&1 >/dev/null | grep -q "$pattern" || { echo "no “$pattern”"; return 1; }
}

# gives CODE COMMAND...: the command ends with this exit code
gives() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  [ $code -eq "$wanted" ] || { echo "exit code $code, not $wanted"; return 1; }
}

# says PATTERN COMMAND...: its output has a line that matches
says() {
  local pattern=$1
  shift
  "$@" >"$work/said" 2>&1
  grep -q -e "$pattern" "$work/said" || { cat "$work/said"; return 1; }
}

start_practice() {
  mkfifo "$work/address"
  "$PRACTICE" --sample --instant --db "$work/practice.db" --port 0 >"$work/address" 2>"$work/practice.log" &
  practice=$!
  read -r -t $((20 * ${TG_TEST_SLOWNESS:-1})) line <"$work/address" || { echo "Bail out! no practice window"; exit 1; }
  url=${line##* }
}

done_testing() {
  echo "1..$n_cases"
}
