#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A soak of sync over real sockets: the engine and the practice window, each a process with its own store, a proxy between
them that cuts, repeats, swallows and falsifies, and both are killed at any moment. In the end each submission must have
had one effect and each receipt must be there once.

    tests/soak/soak.py --build build/test [--seed N] [--rounds 30] [--filings 400] [--faults 150] [--kills 6]

A round queues so many filings in a storm, which lasts until it has done so many faults and kills, and at most --storm seconds;
then it is calm until all has settled. The seed gives the order of kills and faults; what meets them is the machine's to say.
Ends with 0 if all held, with 1 if something did not.
"""

import argparse
import collections
import glob
import itertools
import json
import math
import os
import random
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SLOWNESS = int(os.environ.get("TG_TEST_SLOWNESS", "1"))
ACCOUNT = ["--account", "sample:sample", "--enterprise", "91410100MA0000015B"]
FAULTY = 450            # of a thousand requests in a storm
MOST_BETWEEN = 24       # requests between two strikes,
LONGEST_BETWEEN = 2.5 * SLOWNESS    # and seconds
STALE = 25 * SLOWNESS   # and until what is queued in peace is answered: a poll's end is too late
AWAKE = 3               # filings to see that
LEAST_LOST = 3          # received submissions that a copy must lack
COPIES = 4              # of the window's database, at most
# What came before was not there yet when it came.
REFUSED_FOR_LACK = ("not-found", "revision-conflict")


class Breach(Exception):
    """Something that must hold does not."""


class Program:
    """One of the three; what it says goes to a file, but for its first line where that is wanted."""

    def __init__(self, command, log, first_line=False):
        with open(log, "ab") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=out,
                                            stdout=subprocess.PIPE if first_line else out)
        self.name, self.log = os.path.basename(command[0]), log
        self.first = self.read_line() if first_line else ""

    def read_line(self):
        return self.process.stdout.readline().decode().strip()

    def tell(self, line):
        try:
            self.process.stdin.write((line + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            self.check_alive()

    def check_alive(self):
        if self.process.poll() is not None:
            raise Breach(f"{self.name} ended by itself with {self.process.returncode}")

    def kill(self):
        self.check_alive()
        self.process.kill()
        self.process.communicate()

    def end(self, by_signal):
        """As it should end."""
        self.check_alive()
        if by_signal:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=20 * SLOWNESS)
        except subprocess.TimeoutExpired:
            raise Breach(f"{self.name} does not end when it is told to") from None
        if self.process.returncode != 0:
            raise Breach(f"{self.name} ended with {self.process.returncode}")


def find_free_port():
    """Below those that the kernel gives to who connects, else one may have it, or even connect to itself, while the window is
    down."""
    while True:
        port = 15000 + secrets.randbelow(17000)
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Stores:
    """Both databases, read beside the programs that write them."""

    def __init__(self, client, window):
        self.client, self.window = client, window
        # Of histories that the window lost: receipts that the client may have had, id → what they are of.
        self.gone_receipts = {}
        self.n_restores = 0

    @staticmethod
    def rows(path, sql):
        if not os.path.exists(path):
            return []
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)
        try:
            return base.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):       # it is being made
                return []
            raise
        finally:
            base.close()

    def of_client(self, sql):
        return self.rows(self.client, sql)

    def of_window(self, sql):
        return self.rows(self.window, sql)

    def knows_epoch(self):
        """The client has listed all that is in the window's history of now."""
        epoch = self.of_window("SELECT value FROM setting WHERE name = 'epoch'")
        return epoch and self.of_client("SELECT epoch FROM feed") == epoch

    def are_settled(self, n_filings):
        """In this order: a filing comes with its attempt, and what is received has its tasks and receipts."""
        if self.of_client("SELECT count(*) FROM filing") != [(n_filings,)] or not self.knows_epoch():
            return False
        if self.of_client("SELECT 1 FROM attempt WHERE state IN ('queued', 'sending', 'unknown') OR again LIMIT 1"):
            return False
        if self.of_client("SELECT 1 FROM filing WHERE attempt_state = 'refused' LIMIT 1"):
            return False
        if self.of_window("SELECT count(*) FROM task")[0][0] > 0:
            return False
        return self.receipts_of_window().keys() <= {row[0] for row in self.of_client("SELECT id FROM receipt")}

    def count_at_window(self):
        rows = self.of_window("SELECT count(*) FROM submission WHERE received")
        return rows[0][0] if rows else 0

    def receipts_of_window(self):
        """Each with submission and revision."""
        receipts = {}
        for name, data in self.of_window("SELECT id, data FROM event WHERE type = 'receipt'"):
            data = json.loads(data)
            receipts[name] = (data.get("submission"), data.get("revision"))
        return receipts

    def forget(self, copied):
        """The window, which is down, goes back to what a copy has; gives how many received submissions and receipts it loses."""
        lost = {"submissions": "SELECT id FROM submission WHERE received", "receipts": "SELECT id FROM event WHERE type = 'receipt'"}
        counts = {name: len(set(self.of_window(sql)) - set(self.rows(copied, sql))) for name, sql in lost.items()}
        self.gone_receipts.update(self.receipts_of_window())
        self.n_restores += 1
        return counts

    def describe(self):
        return "client: attempts {}, receipts {}; window: submissions {}, receipts {}, tasks {}".format(
            dict(self.of_client("SELECT state, count(*) FROM attempt GROUP BY state")),
            *[rows[0][0] if rows else "-" for rows in (
                self.of_client("SELECT count(*) FROM receipt"),
                self.of_window("SELECT count(*) FROM submission"),
                self.of_window("SELECT count(*) FROM event WHERE type = 'receipt'"),
                self.of_window("SELECT count(*) FROM task"))])

    def count_refused(self):
        rows = self.of_client("SELECT count(*) FROM attempt WHERE state = 'refused'")
        return rows[0][0] if rows else 0

    # What must hold

    def find_breaches(self):
        yield from self.check_effects()
        yield from self.check_submissions()
        yield from self.check_receipts()
        yield from self.check_filings()
        yield from self.check_attachments()

    def check_submissions(self):
        known = {row[0]: row[1:] for row in
                 self.of_window("SELECT id, filing, digest, received, revision FROM submission")}
        for name, filing, digest, state, revision, again, code in self.of_client(
                "SELECT id, filing, digest, state, revision, again, problem_code FROM attempt"):
            said = known.pop(name, None)
            if state == "refused" and self.n_restores > 0 and code in REFUSED_FOR_LACK:
                if said is not None and said[2]:
                    yield f"submission {name} is refused here, received at the window"
            elif said is None:
                yield f"submission {name} ({state}) never reached the window"
            elif state != "received" or again:
                yield f"submission {name} is {state} {code}, again {again}; the window has {said}"
            elif said != (filing, digest, 1, revision):
                yield f"submission {name} is {filing} {digest} 1 {revision} here, {said} at the window"
        for name in known:
            yield f"submission {name} at the window is none of the client's"

    def check_effects(self):
        """Each received submission tells the filing's change once."""
        wanted = collections.Counter(row[0] for row in self.of_client(
            "SELECT filing FROM attempt WHERE state <> 'refused'"))
        had = collections.Counter(row[0] for row in self.of_window("SELECT filing FROM event WHERE type = 'filing'"))
        for filing in wanted.keys() | had.keys():
            if wanted[filing] != had[filing]:
                yield f"filing {filing}: {wanted[filing]} submissions had {had[filing]} effects"
        for filing, revision in self.of_window("SELECT id, revision FROM filing"):
            if revision != wanted[filing]:
                yield f"filing {filing} is at revision {revision} after {wanted[filing]} submissions"

    def check_receipts(self):
        written = self.receipts_of_window()
        gone = dict(self.gone_receipts)
        for name, submission, revision in self.of_client("SELECT id, submission, revision FROM receipt"):
            wrote = written.pop(name, None) or gone.pop(name, None)
            if wrote is None:
                yield f"receipt {name} is there twice, or the window never wrote it"
            elif wrote != (submission, revision):
                yield f"receipt {name} is of {submission} {revision} here, of {wrote} at the window"
        for name in written:
            yield f"receipt {name} is lost"

    def check_filings(self):
        window = {row[0]: row[1:] for row in self.of_window("SELECT id, status, revision FROM filing")}
        for name, state, attempt, revision in self.of_client(
                "SELECT id, state, attempt_state, window_revision FROM filing"):
            if attempt != "received" or window.get(name) != (state, revision):
                yield f"filing {name} is {state} {revision} ({attempt}) here, {window.get(name)} at the window"
        # What nobody is shown is lost.
        for name in self.of_client("SELECT f.id FROM filing f WHERE f.attempt_state <> 'refused' AND 'refused' ="
                                   " (SELECT state FROM attempt WHERE filing = f.id ORDER BY rid DESC LIMIT 1)"):
            yield f"filing {name[0]} does not show that what was sent last is refused"

    def check_attachments(self):
        whole = {row[0] for row in self.of_window("SELECT sha256 FROM attachment WHERE is_whole")}
        for sha256, uploaded in self.of_client("SELECT sha256, uploaded FROM attachment"):
            if not uploaded or sha256 not in whole:
                yield f"attachment {sha256} is not at the window"


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.chance = random.Random(options.seed)
        self.port = find_free_port()
        self.stores = Stores(self.path("workspace", "store.db"), self.path("practice.db"))
        self.proxy = Program([self.built("tests", "tg-fault-proxy"), str(self.port), str(options.seed)],
                             self.path("proxy.log"), first_line=True)
        self.address = self.proxy.first.split()[-1]
        self.window = self.client = None
        self.kills = collections.Counter()
        self.orders = []            # what a client that starts is told
        self.n_filings = 0
        self.copies = []            # of the window's database, oldest first: received submissions in it, its folder
        self.lost = collections.Counter()   # by copies that were put back

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def built(self, *names):
        return os.path.join(self.options.build, *names)

    # Programs

    def start_window(self, *more, is_waited_for=True):
        pace = ["--instant"] if self.chance.random() < 0.3 else ["--speed", str(self.chance.randint(5, 60))]
        self.window = Program([self.built("src", "programs", "tongguan-practice"), "--db", self.stores.window,
                               "--port", str(self.port), *ACCOUNT, *pace, *more,
                               *(["--forgetful"] if self.options.forgetful else [])], self.path("window.log"),
                              first_line=bool(more) and is_waited_for)

    def start_client(self):
        self.client = Program([self.built("tests", "tg-soak-client"), self.path("workspace"), self.address,
                               str(self.chance.randrange(1 << 40))], self.path("client.log"))
        for order in self.orders:
            self.client.tell(order)

    def order(self, *orders):
        if self.orders == list(orders):
            return
        self.orders = list(orders)
        for order in orders:
            self.client.tell(order)

    def start(self):
        if self.window is None:
            self.start_window()
        if self.client is None:
            self.start_client()

    def kill(self, name):
        getattr(self, name).kill()
        setattr(self, name, None)
        self.kills[name] += 1

    def copy_window(self):
        """While it is down: the file and, where it was killed, its log."""
        copy = tempfile.mkdtemp(prefix="copy-", dir=self.folder)
        for path in glob.glob(self.stores.window + "*"):
            if not path.endswith("-shm"):
                shutil.copy(path, copy)
        self.copies.append((self.stores.count_at_window(), copy))
        if len(self.copies) > COPIES:
            shutil.rmtree(self.copies.pop(0)[1])

    def put_back(self, n_old):
        """One of the oldest; what was copied later is of another history then."""
        index = self.chance.randrange(n_old)
        for _, copy in self.copies[index + 1:]:
            shutil.rmtree(copy)
        del self.copies[index + 1:]
        copy = self.copies[index][1]
        self.lost.update(self.stores.forget(os.path.join(copy, "practice.db")))
        for path in glob.glob(self.stores.window + "*"):
            os.remove(path)
        for name in ("practice.db", "practice.db-wal"):
            if os.path.exists(os.path.join(copy, name)):
                shutil.copy(os.path.join(copy, name), self.folder)

    def restore(self):
        """Gives whether some copy lacked something. The window may be killed while it begins its new history."""
        n_now = self.stores.count_at_window()
        n_old = sum(n_then + LEAST_LOST <= n_now for n_then, _ in self.copies)
        if n_old == 0:
            return False
        if self.chance.random() < 0.5:
            self.kill("window")
        else:
            self.window.end(by_signal=True)
        self.put_back(n_old)
        told = [] if self.options.untold else ["--restored"]
        while self.chance.random() < 0.3:
            self.start_window(*told, is_waited_for=False)
            time.sleep(self.chance.uniform(0, 0.05))
            self.kill("window")
        self.start_window(*told)
        return True

    def strike(self):
        """Something is killed; it is back at once, or a little later."""
        fate = self.chance.choices(["client", "window", "both", "none"], [50, 30, 10, 10])[0]
        for name in ("client", "window") if fate == "both" else (fate,) if fate != "none" else ():
            self.kill(name)
        if self.window is None and self.chance.random() < 0.6:
            self.copy_window()
        if self.chance.random() < 0.3:
            time.sleep(self.chance.uniform(0, 0.3))
        self.start()

    # One round

    def settle(self, limit):
        """Gives how long it took."""
        start = time.monotonic()
        while not self.stores.are_settled(self.n_filings):
            if time.monotonic() > start + limit:
                raise Breach("\n".join([f"it does not settle in {limit} seconds; {self.stores.describe()}",
                                        *itertools.islice(self.stores.find_breaches(), 20)]))
            self.client.check_alive()
            self.window.check_alive()
            time.sleep(0.1)
        return time.monotonic() - start

    def ask_counts(self):
        """Of the proxy: faults by kind; requests without one; requests that found no window."""
        self.proxy.tell("counts")
        counts = {name: int(count) for name, count in
                  (pair.split("=") for pair in self.proxy.read_line().split()[1:])}
        return counts, counts.pop("good"), counts.pop("gone")

    def plan_restores(self, number):
        """Where in the storm, from 0 to 1. The last round has one at least."""
        least = 1 if number == self.options.rounds else 0
        count = self.chance.randint(min(least, self.options.restores), self.options.restores)
        return sorted(self.chance.uniform(0.1, 0.9) for _ in range(count))

    def weather_storm(self, number, first, filings):
        """It goes by what happened, so that a slow machine sees as much of it. Filings come little by little, to be there
        for nearly every fault."""
        self.proxy.tell(f"storm {FAULTY}")
        start = struck = time.monotonic()
        faults_before, kills_before = sum(self.ask_counts()[0].values()), sum(self.kills.values())
        strike_at, done = 0, (0.0, 0.0)
        restores = self.plan_restores(number)
        while (min(done) < 1 or restores) and time.monotonic() < start + self.options.storm * SLOWNESS:
            counts, good, _ = self.ask_counts()
            faults = sum(counts.values())
            done = ((faults - faults_before) / self.options.faults,
                    (sum(self.kills.values()) - kills_before) / self.options.kills)
            self.order("hasty", f"file {first} {first - 1 + math.ceil(filings * min(max(done) + 0.1, 1))} 20")
            if restores and restores[0] <= min(done) and self.restore():
                restores.pop(0)
            elif faults + good >= strike_at or time.monotonic() > struck + LONGEST_BETWEEN:
                self.strike()
                struck, strike_at = time.monotonic(), faults + good + self.chance.randint(1, MOST_BETWEEN)
            self.client.check_alive()
            self.window.check_alive()
            time.sleep(0.03)
        self.order("hasty", f"file {first} {self.n_filings} 20")

    def check(self):
        breaches = list(self.stores.find_breaches())
        if breaches:
            raise Breach("\n".join(breaches[:20] + [f"… {len(breaches)} in all"]))

    def end_round(self):
        self.client.end(by_signal=False)
        self.window.end(by_signal=True)
        self.client = self.window = None
        self.copy_window()
        for path in (self.stores.client, self.stores.window):
            checked = subprocess.run([self.built("tests", "tg-soak-client"), "--check", path], check=False,
                                     capture_output=True, text=True)
            if checked.returncode != 0:
                raise Breach(f"{path} is damaged: {checked.stderr}")

    def run_round(self, number):
        start = time.monotonic()
        filings = self.options.filings
        kills, restores = sum(self.kills.values()), self.stores.n_restores
        self.start()
        first = self.n_filings + 1
        self.n_filings += filings
        self.weather_storm(number, first, filings)
        self.proxy.tell("calm")
        # Who was hasty stays so for what it began. Then nothing but the wake tells the engine, in its long poll, that there is
        # something to send.
        self.order("patient", f"file {first} {self.n_filings} 20")
        storm = time.monotonic() - start
        settled = self.settle(self.options.settle * SLOWNESS)
        self.check()
        time.sleep(1.5)
        first = self.n_filings + 1
        self.n_filings += AWAKE
        self.order("patient", f"file {first} {self.n_filings} 1")
        awake = self.settle(STALE)
        self.check()
        self.end_round()
        print(f"round {number}: {filings + AWAKE} filings, {sum(self.kills.values()) - kills} kills,"
              f" {self.stores.n_restores - restores} restores; storm {storm:.1f} s,"
              f" settled in {settled:.1f} s, awake in {awake:.1f} s, all {time.monotonic() - start:.1f} s", flush=True)

    def report(self):
        counts, good, gone = self.ask_counts()
        submissions = self.stores.of_window("SELECT count(*) FROM submission")
        receipts = self.stores.of_client("SELECT count(*) FROM receipt")
        print(f"kills: {self.kills['client']} of the client, {self.kills['window']} of the window")
        print(f"copies put back: {self.stores.n_restores}, which lacked {self.lost['submissions']} submissions and"
              f" {self.lost['receipts']} receipts; {self.stores.count_refused()} refused for what the window lacked")
        print(f"faults: {sum(counts.values())} ({', '.join(f'{name} {count}' for name, count in counts.items())})")
        print(f"requests without one: {good}; to a window that was not there: {gone}")
        print(f"filings: {self.n_filings}, submissions: {submissions[0][0] if submissions else 0},"
              f" receipts: {receipts[0][0] if receipts else 0}", flush=True)

    def run(self):
        for number in range(1, self.options.rounds + 1):
            self.run_round(number)

    def stop(self):
        for program in (self.client, self.window, self.proxy):
            if program is not None and program.process.poll() is None:
                program.process.kill()
                program.process.communicate()


def print_logs(folder):
    for name in ("client.log", "window.log", "proxy.log"):
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as log:
            lines = log.readlines()[-12:]
        print(f"{name} ends with:", *("   " + line.rstrip() for line in lines), sep="\n")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "test"), help="folder with the programs")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--filings", type=int, default=400, help="in each round")
    parser.add_argument("--faults", type=int, default=150, help="in each round, at least")
    parser.add_argument("--kills", type=int, default=6, help="in each round, at least")
    parser.add_argument("--restores", type=int, default=2, help="in each round, at most")
    parser.add_argument("--settle", type=float, default=120, help="seconds that peace may take, at most")
    parser.add_argument("--storm", type=float, default=90, help="seconds that a storm may last, at most")
    parser.add_argument("--forgetful", action="store_true", help="with a window that forgets ids: this must fail")
    parser.add_argument("--untold", action="store_true",
                        help="with a window that is not told of a copy that was put back: this must fail")
    parser.add_argument("--keep", action="store_true", help="leave the stores and logs where they are")
    return parser.parse_args()


def main():
    options = read_options()
    print(f"seed {options.seed}", flush=True)
    # So that whoever is told to end still stops the others.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="tongguan-soak-")
    soak = None
    try:
        soak = Soak(options, folder)
        soak.run()
        soak.report()
        print("each submission had one effect, each receipt is there once")
        return 0
    except Breach as breach:
        print(f"BREACH (--seed {options.seed}): {breach}")
        if soak is not None:
            soak.report()
            print_logs(folder)
        return 1
    finally:
        if soak is not None:
            soak.stop()
        if options.keep:
            print(f"left in {folder}")
        else:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
