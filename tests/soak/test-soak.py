#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The soak in short, and its negative control. Usage: test-soak.py BUILD_FOLDER. Prints TAP."""

import os
import subprocess
import sys

SOAK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "soak.py")


def run(*options):
    return subprocess.run([sys.executable, "-B", SOAK, "--build", sys.argv[1], *options], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def report(number, name, holds, soak):
    print(f"{'ok' if holds else 'not ok'} {number} {name}")
    for line in soak.stdout.splitlines():
        print("#", line)
    sys.stdout.flush()
    return holds


print("1..2")
short = run("--rounds", "2", "--filings", "30", "--faults", "30", "--kills", "4", "--storm", "30")
good = report(1, "each submission has one effect, each receipt arrives once", short.returncode == 0, short)
# Else the soak sees nothing.
control = run("--rounds", "4", "--filings", "30", "--faults", "20", "--kills", "1", "--storm", "30", "--forgetful")
good &= report(2, "a window that forgets ids is noticed",
               control.returncode == 1 and "submissions had" in control.stdout, control)
sys.exit(0 if good else 1)
