# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds, runs meson's tests in each configuration, sums the TAP cases, runs the analyzers.

The last line printed is "N passed, N failed". Cases of the sanitizer and valgrind runs repeat those of the first
run: they are reported on their own lines and only their failures are added.
"""

import glob
import json
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DISPLAY_WRAPPER = os.path.join(ROOT, "tests", "tools", "with-display.sh")
CORE = ["base", "model", "rules", "forms", "messages", "db", "store", "sync", "chain", "training"]
TAP = re.compile(r"^(not )?ok\b(.*)$")


class Tally:
    """Passed, failed and skipped cases."""

    def __init__(self):
        self.passed, self.failed, self.skipped = 0, 0, 0

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def run(command, **options):
    return subprocess.run(command, cwd=ROOT, check=False, **options)


def quiet(command, log, **options):
    """Runs a command with its output in a file; prints the end of it where it fails."""
    with open(log, "w", encoding="utf-8") as out:
        code = run(command, stdout=out, stderr=subprocess.STDOUT, **options).returncode
    if code != 0:
        with open(log, encoding="utf-8", errors="replace") as text:
            sys.stdout.writelines(text.readlines()[-40:])
    return code == 0


def build(name, options, env=None):
    folder = os.path.join(ROOT, "build", name)
    os.makedirs(folder, exist_ok=True)
    environment = {**os.environ, **(env or {})}
    if not os.path.exists(os.path.join(folder, "build.ninja")):
        if not quiet(["meson", "setup", folder, *options], folder + "-setup.log", env=environment):
            return None
    return folder if quiet(["ninja", "-C", folder], folder + "-build.log", env=environment) else None


def read_cases(folder):
    """Sums the TAP cases of meson's log; a test that ended badly with no failed case counts as one."""
    tally = Tally()
    logs = glob.glob(os.path.join(folder, "meson-logs", "testlog*.json"))    # a wrapper adds its name
    with open(max(logs, key=os.path.getmtime), encoding="utf-8") as log:
        for line in log:
            read_test(json.loads(line), tally)
    return tally


def read_test(test, tally):
    passed = failed = skipped = 0
    for line in test.get("stdout", "").splitlines():
        case = TAP.match(line)
        if case is None:
            continue
        if "# SKIP" in line.upper():
            skipped += 1
        elif case.group(1):
            failed += 1
        else:
            passed += 1
    if test["result"] == "SKIP" and skipped == 0:
        skipped = 1
    if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and failed == 0:
        failed = 1
    if test["result"] == "OK" and passed + skipped == 0:
        passed = 1
    if failed:
        report_failure(test)
    tally.passed += passed
    tally.failed += failed
    tally.skipped += skipped


def report_failure(test):
    print(f"FAILED {test['name']} ({test['result']}, {test.get('duration', 0):.1f} s)")
    for stream in ("stdout", "stderr"):
        lines = [text for text in test.get(stream, "").splitlines() if not text.startswith("ok ")]
        for text in lines[-25:]:
            print("   ", text)


def meson_test(folder, suites, env=None, wrapper=True, extra=()):
    command = ["meson", "test", "-C", folder, "--no-rebuild", *extra]
    if wrapper and os.path.exists(DISPLAY_WRAPPER):
        command += ["--wrapper", DISPLAY_WRAPPER]
    for suite in suites:
        command += ["--suite", suite]
    environment = {**os.environ, **(env or {})}
    run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return read_cases(folder)


def stage(title, total, work, count_passed=False):
    start = time.monotonic()
    tally = work()
    if tally is None:
        tally = Tally()
        tally.failed = 1
    print(f"{title}: {tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped"
          f" ({time.monotonic() - start:.0f} s)", flush=True)
    if not count_passed:
        tally.passed = tally.skipped = 0
    total.add(tally)


def plain(suites):
    folder = build("test", [])
    return folder and meson_test(folder, suites)


def sanitized_test(folder, suites, options):
    env = {
        "ASAN_OPTIONS": options,
        "LSAN_OPTIONS": "suppressions=" + os.path.join(ROOT, "tests", "tools", "lsan.supp") + ":print_suppressions=0",
        "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
        "G_SLICE": "always-malloc",
        "TG_TEST_SLOWNESS": "20",
        "TG_SEEDS": "15",      # of the simulator of sync, which is chance's work and no pointer's
    }
    return meson_test(folder, suites, env, extra=["-t", "5", "--no-suite", "lint", "--no-suite", "slow"])


def sanitized():
    """Warnings of clang are errors here; it calls a g_autoptr that only holds a reference unused, gcc sees the truly
    unused ones. Leaks are looked for where valgrind does not go; only what libsecret forgets needs whole stacks to be known."""
    flags = ["-Db_sanitize=address,undefined", "-Db_lundef=false", "--buildtype=debugoptimized", "-Dc_args=-Wno-unused-variable"]
    folder = build("asan", flags, {"CC": "clang"})
    if folder is None:
        return None
    tally = sanitized_test(folder, [], "detect_leaks=0")
    tally.add(sanitized_test(folder, ["session", "exchange"], "detect_leaks=1"))
    tally.add(sanitized_test(folder, ["security"], "detect_leaks=1:fast_unwind_on_malloc=0"))
    return tally


def valgrind():
    folder = os.path.join(ROOT, "build", "test")
    suppressions = ["/usr/share/glib-2.0/valgrind/glib.supp", os.path.join(ROOT, "tests", "tools", "valgrind.supp")]
    command = "valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99 " + " ".join(
        "--suppressions=" + path for path in suppressions)
    env = {"G_SLICE": "always-malloc", "TG_TEST_SLOWNESS": "50", "TG_SEEDS": "200"}
    extra = ["-t", "20", "--no-suite", "lint", "--no-suite", "slow", "--no-suite", "gui", "--wrapper", command]
    return meson_test(folder, CORE, env, wrapper=False, extra=extra)


def checks(commands):
    """Each command is one case."""
    tally = Tally()
    for name, command in commands:
        if quiet(command, os.path.join(ROOT, "build", name + ".log")):
            tally.passed += 1
        else:
            print("FAILED", name)
            tally.failed += 1
    return tally


def analyzer_build():
    """gcc's -fanalyzer. Its findings of uninitialized values are false here; valgrind looks for real ones."""
    options = ["-Dtests=false", "-Dc_args=-fanalyzer -Wno-analyzer-use-of-uninitialized-value", "-Dwerror=true", "--buildtype=debug"]
    folder = build("analyzer", options)
    tally = Tally()
    tally.passed, tally.failed = (1, 0) if folder else (0, 1)
    return tally


def tools():
    """cppcheck, clang-tidy, uncrustify's style, the templates against GTK's schema."""
    here = os.path.join(ROOT, "build-aux")
    return checks([(name, ["bash", os.path.join(here, name + ".sh")]) for name in ("cppcheck", "clang-tidy", "style", "templates")])


def main():
    arguments = sys.argv[1:]
    full = "--full" in arguments
    suites = [name for name in arguments if not name.startswith("-")]
    total = Tally()
    os.makedirs(os.path.join(ROOT, "build"), exist_ok=True)
    stage("tests", total, lambda: plain(suites), count_passed=True)
    if full:
        stage("clang, address and undefined behaviour sanitizers", total, sanitized)
        stage("valgrind on the core", total, valgrind)
        stage("gcc -fanalyzer", total, analyzer_build, count_passed=True)
        stage("cppcheck, clang-tidy, style, templates", total, tools, count_passed=True)
    if total.skipped:
        print(f"{total.skipped} skipped, each with its reason in build/test/meson-logs/testlog.txt")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 0 if total.failed == 0 and total.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
