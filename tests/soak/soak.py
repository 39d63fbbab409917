#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A soak of sync over real sockets: the engine, two editors of drafts and the practice window, each a process with its own
store, a proxy between them that cuts, repeats, swallows and falsifies, all are killed at any moment, and the window is put
back from a copy. In the end each submission must have had one effect, each receipt must be there once, and nothing that was
typed may be lost. docs/sync.md says what is compared.

    tests/soak/soak.py --build build/test [--seed N] [--rounds 30] [--filings 400] [--faults 250] [--kills 6] [--restores 2]

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
LEAST_LOST = 3          # submissions that the client knows to be received and a copy lacks
MOST_TOLD = 8           # breaches of a kind
COPIES = 4              # of the window's database, at most
REFUSED_A_RESTORE = 4   # submissions at most, on an average,
# by a window that lacked what came before: what was under way when it came back, or was repeated on the way.
REFUSED_FOR_LACK = ("not-found", "revision-conflict")


NOTHING = "-"           # in what an editor says
COMMON = "cop_no"       # what both editors type
EDITORS = ("editor-0", "editor-1")


class Breach(Exception):
    """Something that must hold does not."""


class Program:
    """One of those; what it says goes to a file, but for its first line where that is wanted."""

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

    def end(self, by_signal, may_just_start=False):
        """As it should end. One that has just started may not have heard yet that there is something to end."""
        self.check_alive()
        if by_signal:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=20 * SLOWNESS)
        except subprocess.TimeoutExpired:
            raise Breach(f"{self.name} does not end when it is told to") from None
        if self.process.returncode != 0 and not (may_just_start and self.process.returncode == -signal.SIGTERM):
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

    def drafts_of_window(self):
        """Each as a document."""
        return {name: json.loads(body)["document"] for name, body in
                self.of_window("SELECT filing, body FROM draft WHERE body IS NOT NULL")}

    def count_at_window(self):
        rows = self.of_window("SELECT count(*) FROM submission WHERE received")
        return rows[0][0] if rows else 0

    def count_at_client(self):
        rows = self.of_client("SELECT count(*) FROM attempt WHERE state = 'received' AND NOT again")
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
        """The first few of each kind."""
        for check in (self.check_submissions, self.check_effects, self.check_receipts, self.check_filings,
                      self.check_attachments):
            yield from itertools.islice(check(), MOST_TOLD)

    def check_submissions(self):
        known = {row[0]: row[1:] for row in
                 self.of_window("SELECT id, filing, digest, received, revision FROM submission")}
        for name, filing, digest, state, revision, again, code in self.of_client(
                "SELECT id, filing, digest, state, revision, again, problem_code FROM attempt"):
            said = known.pop(name, None)
            if state == "refused" and code in REFUSED_FOR_LACK:
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
        if self.count_refused() > REFUSED_A_RESTORE * self.n_restores:
            yield f"{self.count_refused()} submissions were refused, since what came before them was not sent again first"

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


class Typed:
    """What two editors said that they typed, and what they had in the end."""

    def __init__(self, *logs):
        self.logs = logs
        self.counts = collections.Counter()

    @staticmethod
    def number(text):
        """Larger numbers were typed later."""
        return int(text[1:]) if text[1:].isdigit() else 0

    def read(self):
        """Gives for each field the newest text that is saved, and those begun since, whose program was killed before it said
        that they are saved; what each editor had when it told last; and where each was asked."""
        newest, begun, told, asked = {}, collections.defaultdict(list), [{} for _ in self.logs], []
        self.counts.clear()
        for which, path in enumerate(self.logs):
            has = collections.defaultdict(dict)
            for words in self.lines(path):
                self.counts[words[0]] += 1
                if words[0] == "typing":
                    begun[words[1], words[2]].append(words[3])
                    has.clear()
                elif words[0] == "typed":
                    newest[words[1], words[2]] = max(newest.get((words[1], words[2]), NOTHING), words[3], key=self.number)
                    told[which] = {}        # what it told before is over
                elif words[0] == "asked":
                    asked.append(words[1:])
                elif words[0] == "has":
                    has[words[1]][words[2], words[3]] = words[4]
                elif words[0] == "told":
                    told[which] = has.pop(words[1], {})
        return newest, begun, told, asked

    @staticmethod
    def lines(path):
        """Whole ones, of the words that are known here."""
        counts = {"typing": 4, "typed": 4, "asked": 5, "has": 5, "told": 2}
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8", errors="replace") as log:
            for line in log:
                words = line.split()
                if line.endswith("\n") and words and len(words) == counts.get(words[0]):
                    yield words

    def find_breaches(self, at_window, may_ask):
        newest, begun, told, asked = self.read()
        for draft, field in sorted(newest.keys() | begun.keys()):
            last = newest.get((draft, field), NOTHING)
            allowed = {last} | {text for text in begun[draft, field] if self.number(text) > self.number(last)}
            had = [has.get((draft, field), "nothing told") for has in told]
            had.append(at_window[draft].get(field, NOTHING) if draft in at_window else "no draft")
            if len(set(had)) > 1 or had[0] not in allowed:
                yield f"draft {draft}: {field} was typed last as {' or '.join(sorted(allowed))}, and is {had[0]} and {had[1]} with the editors, {had[2]} at the window"
        for draft, field, mine, theirs in asked:
            known = {NOTHING, *begun[draft, field]}
            if mine not in known or theirs not in known:
                yield f"draft {draft}: {field} asks for {mine} or {theirs}, which nobody typed"
            elif field != COMMON and not may_ask:
                yield f"draft {draft}: {field} asks for {mine} or {theirs}, though one alone types it"


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
        self.editors = {}           # by name, those that run
        self.typed = Typed(*[self.path(f"{name}.log") for name in EDITORS])
        self.n_drafts = 0
        self.is_storm = False
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

    def start_editor(self, name):
        self.editors[name] = Program([self.built("tests", "tg-soak-editor"), self.path(name), self.address,
                                      str(self.chance.randrange(1 << 40)), name[-1]], self.path(f"{name}.log"))
        self.order_editor(name)

    def order_editor(self, name):
        self.editors[name].tell(f"live {self.n_drafts}" if self.is_storm else "calm")

    def prepare_editors(self):
        for name in EDITORS:
            subprocess.run([self.built("tests", "tg-soak-editor"), "--prepare", self.path(name)], check=True)

    def set_storm(self, is_storm):
        self.is_storm = is_storm
        self.proxy.tell(f"storm {FAULTY}" if is_storm else "calm")
        for name in self.editors:
            self.order_editor(name)

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
        for name in EDITORS if self.options.drafts else ():
            if name not in self.editors:
                self.start_editor(name)

    def kill(self, name):
        getattr(self, name).kill()
        setattr(self, name, None)
        self.kills[name] += 1

    def count_kills(self):
        return self.kills["client"] + self.kills["window"]

    def check_alive(self):
        for program in (self.client, self.window, *self.editors.values()):
            program.check_alive()

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
        n_now = self.stores.count_at_client()
        n_old = sum(n_then + LEAST_LOST <= n_now for n_then, _ in self.copies)
        if n_old == 0:
            return False
        if self.chance.random() < 0.5:
            self.kill("window")
        else:
            self.window.end(by_signal=True, may_just_start=True)
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
        for name in list(self.editors):
            if self.chance.random() < 0.25:
                self.editors.pop(name).kill()
                self.kills["editors"] += 1
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
                                        *self.stores.find_breaches()]))
            self.check_alive()
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
        self.set_storm(True)
        start = struck = time.monotonic()
        faults_before, kills_before = sum(self.ask_counts()[0].values()), self.count_kills()
        strike_at, done = 0, (0.0, 0.0)
        restores = self.plan_restores(number)
        while (min(done) < 1 or restores) and time.monotonic() < start + self.options.storm * SLOWNESS:
            counts, good, _ = self.ask_counts()
            faults = sum(counts.values())
            done = ((faults - faults_before) / self.options.faults,
                    (self.count_kills() - kills_before) / self.options.kills)
            self.order("hasty", f"file {first} {first - 1 + math.ceil(filings * min(max(done) + 0.1, 1))} 20")
            if restores and restores[0] <= min(done) and self.restore():
                restores.pop(0)
            elif faults + good >= strike_at or time.monotonic() > struck + LONGEST_BETWEEN:
                self.strike()
                struck, strike_at = time.monotonic(), faults + good + self.chance.randint(1, MOST_BETWEEN)
            self.check_alive()
            time.sleep(0.03)
        self.order("hasty", f"file {first} {self.n_filings} 20")

    def settle_drafts(self, limit):
        """Rounds of drafts are short and there are always more: it is settled as soon as all holds."""
        start = time.monotonic()
        while self.editors:
            breaches = list(self.typed.find_breaches(self.stores.drafts_of_window(), self.stores.n_restores > 0))
            if not breaches:
                break
            if time.monotonic() > start + limit:
                raise Breach("\n".join(breaches[:MOST_TOLD]))
            self.check_alive()
            time.sleep(0.2)
        return time.monotonic() - start

    def check(self):
        breaches = list(self.stores.find_breaches())
        if breaches:
            raise Breach("\n".join(breaches))

    def end_round(self):
        for name in list(self.editors):
            self.editors.pop(name).end(by_signal=False)
        self.client.end(by_signal=False)
        self.window.end(by_signal=True)
        self.client = self.window = None
        self.copy_window()
        for path in (self.stores.client, self.stores.window,
                     *(self.path(name, "store.db") for name in EDITORS if self.options.drafts)):
            checked = subprocess.run([self.built("tests", "tg-soak-client"), "--check", path], check=False,
                                     capture_output=True, text=True)
            if checked.returncode != 0:
                raise Breach(f"{path} is damaged: {checked.stderr}")

    def run_round(self, number):
        start = time.monotonic()
        filings = self.options.filings
        kills, restores = self.count_kills(), self.stores.n_restores
        self.start()
        first = self.n_filings + 1
        self.n_filings += filings
        self.n_drafts += self.options.drafts
        self.weather_storm(number, first, filings)
        self.set_storm(False)
        # Who was hasty stays so for what it began. Then nothing but the wake tells the engine, in its long poll, that there is
        # something to send.
        self.order("patient", f"file {first} {self.n_filings} 20")
        storm = time.monotonic() - start
        settled = self.settle(self.options.settle * SLOWNESS)
        self.check()
        settled += self.settle_drafts(self.options.settle * SLOWNESS)
        time.sleep(1.5)
        first = self.n_filings + 1
        self.n_filings += AWAKE
        self.order("patient", f"file {first} {self.n_filings} 1")
        awake = self.settle(STALE)
        self.check()
        self.end_round()
        print(f"round {number}: {filings + AWAKE} filings, {self.count_kills() - kills} kills,"
              f" {self.stores.n_restores - restores} restores; storm {storm:.1f} s,"
              f" settled in {settled:.1f} s, awake in {awake:.1f} s, all {time.monotonic() - start:.1f} s", flush=True)

    def report(self):
        counts, good, gone = self.ask_counts()
        submissions = self.stores.of_window("SELECT count(*) FROM submission")
        receipts = self.stores.of_client("SELECT count(*) FROM receipt")
        print(f"kills: {self.kills['client']} of the client, {self.kills['window']} of the window,"
              f" {self.kills['editors']} of editors")
        print(f"copies put back: {self.stores.n_restores}, which lacked {self.lost['submissions']} submissions and"
              f" {self.lost['receipts']} receipts; {self.stores.count_refused()} refused for what the window lacked")
        print(f"faults: {sum(counts.values())} ({', '.join(f'{name} {count}' for name, count in counts.items())})")
        print(f"requests without one: {good}; to a window that was not there: {gone}")
        self.typed.read()
        print(f"drafts: {self.n_drafts}, texts: {self.typed.counts['typed']},"
              f" asked what counts: {self.typed.counts['asked']} times")
        print(f"filings: {self.n_filings}, submissions: {submissions[0][0] if submissions else 0},"
              f" receipts: {receipts[0][0] if receipts else 0}", flush=True)

    def run(self):
        if self.options.drafts:
            self.prepare_editors()
        for number in range(1, self.options.rounds + 1):
            self.run_round(number)

    def stop(self):
        for program in (self.client, self.window, self.proxy, *self.editors.values()):
            if program is not None and program.process.poll() is None:
                program.process.kill()
                program.process.communicate()


def print_logs(folder):
    for name in ("client.log", "window.log", "proxy.log", *(f"{name}.log" for name in EDITORS)):
        if not os.path.exists(os.path.join(folder, name)):
            continue
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as log:
            lines = log.readlines()[-12:]
        print(f"{name} ends with:", *("   " + line.rstrip() for line in lines), sep="\n")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "test"), help="folder with the programs")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 31))
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--filings", type=int, default=400, help="in each round")
    parser.add_argument("--faults", type=int, default=250, help="in each round, at least")
    parser.add_argument("--kills", type=int, default=6, help="in each round, at least")
    parser.add_argument("--restores", type=int, default=2, help="in each round, at most")
    parser.add_argument("--drafts", type=int, default=3, help="new ones in each round that two edit; 0: nobody does")
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
    os.environ["XDG_DATA_HOME"] = os.path.join(folder, "data-home")
    soak = None
    try:
        soak = Soak(options, folder)
        soak.run()
        soak.report()
        print("each submission had one effect, each receipt is there once, nothing typed is lost")
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
