#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The soak in short, and its negative control. Usage: test-soak.py BUILD_FOLDER. Prints TAP."""

import os
import subprocess
import sys

SOAK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "soak.py")


def start(*options):
    return subprocess.Popen([sys.executable, "-B", SOAK, "--build", sys.argv[1], *options],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def report(number, name, soak, status, words):
    said = soak.communicate()[0]
    holds = soak.returncode == status and words in said
    print(f"{'ok' if holds else 'not ok'} {number} {name}")
    for line in said.splitlines():
        print("#", line)
    sys.stdout.flush()
    return holds


print("1..3")
short = start("--rounds", "2", "--filings", "30", "--faults", "40", "--kills", "4", "--storm", "30", "--restores", "1",
              "--drafts", "4")
# Else the soak sees nothing.
forgetful = start("--rounds", "4", "--filings", "30", "--faults", "20", "--kills", "1", "--storm", "30", "--restores", "0",
                  "--drafts", "0", "--forgetful")
untold = start("--rounds", "2", "--filings", "20", "--faults", "12", "--kills", "3", "--storm", "30", "--restores", "1",
               "--settle", "8", "--drafts", "0", "--untold")
good = report(1, "each submission has one effect, each receipt arrives once, nothing typed is lost", short, 0,
              "nothing typed is lost")
good &= report(2, "a window that forgets ids is noticed", forgetful, 1, "submissions had")
good &= report(3, "what a window lost that was put back unsaid is missed", untold, 1, "(received) never reached the window")
sys.exit(0 if good else 1)
