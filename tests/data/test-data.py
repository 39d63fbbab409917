#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the data files say of one another, and that codes.db is built the same each time. TAP.

Usage: test-data.py SOURCE_DATA CODES_DB
"""

import csv
import filecmp
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

DATA, CODES = sys.argv[1:3]
results = []


def case(name, faults):
    results.append(not faults)
    print("%s %d /data/%s" % ("not ok" if faults else "ok", len(results), name))
    for fault in faults[:20]:
        print("# " + fault)


def load(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def definitions():
    """Every form and fact with its path; a fact that is the same as a form has that form's sections."""
    for path in sorted(glob.glob(DATA + "/forms/*/*/form.json") + glob.glob(DATA + "/facts/*/*/fact.json")):
        definition = load(path)
        same = definition.get("same_as")
        if same:
            form = load("%s/forms/%s/%d/form.json" % (DATA, same["form"], same["version"]))
            definition["sections"] = form["sections"]
        yield os.path.relpath(path, DATA), definition


def fields(definition):
    for section in definition["sections"]:
        table = section.get("table")
        for field in (table or section)["fields"]:
            yield (table["key"] + "." if table else "") + field["key"], field


def check_lists(tables):
    return ["%s: %s: no table %s" % (path, key, field["list"])
            for path, definition in definitions() for key, field in fields(definition)
            if "list" in field and field["list"] not in tables]


def check_origins():
    known = {"posting." + key for key in ("amount", "currency", "counterparty", "reference", "account", "date")}
    for path, definition in definitions():
        name = definition.get("fact") or definition["form"]
        known |= {name + "." + key for key, _ in fields(definition)}
        known |= {name + "." + section["table"]["key"]
                  for section in definition["sections"] if "table" in section}
        known.add(name)
    origins = [(path, key, field["from"]) for path, definition in definitions()
               for key, field in fields(definition) if "from" in field]
    origins += [(path, section["key"], section["table"]["from"]) for path, definition in definitions()
                for section in definition["sections"] if "from" in section.get("table", {})]
    return ["%s: %s: nothing is called %s" % origin for origin in origins if origin[2] not in known]


def check_agencies(known):
    """Who gets a block: known agencies, none both as one that gets it and as one that may."""
    faults = []
    for path, definition in definitions():
        if definition.get("agency", "CUS") not in known:
            faults.append("%s: %s" % (path, definition["agency"]))
        places = [(section["key"], section) for section in definition["sections"]] + list(fields(definition))
        for key, place in places:
            named = place.get("agencies", []) + place.get("agencies_may", [])
            if len(named) != len(set(named)) or set(named) - known:
                faults.append("%s: %s: %s" % (path, key, " ".join(named)))
    return faults


def check_words():
    """Each label, title and message in both languages; each computed field told in words."""
    faults = []
    for path, definition in definitions():
        texts = [(key, field[member]) for key, field in fields(definition)
                 for member in ("label", "help", "formula") if member in field]
        texts += [(check["id"], check["message"]) for check in definition.get("checks", [])]
        faults += ["%s: %s" % (path, key) for key, text in texts if not (text.get("zh") and text.get("en"))]
    return faults


def check_cases():
    """Right and wrong ones: at least three a form, one without an issue, one with."""
    faults = []
    for path in sorted(glob.glob(DATA + "/forms/*/*") + glob.glob(DATA + "/rules/*/*")):
        cases = [load(name) for name in glob.glob(path + "/cases/*.json")]
        if len(cases) < 3 or all(entry["issues"] for entry in cases) or not any(entry["issues"] for entry in cases):
            faults.append(os.path.relpath(path, DATA))
    return faults


def rows(table):
    with open("%s/codes/%s.csv" % (DATA, table), encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def answers(course):
    """Every receipt that a course can give."""
    found = [course["returned"]] + [course[name] for name in ("refused",) if name in course]
    for name in ("change", "withdraw", "entry", "answers"):
        found += [answer for answer in course.get(name, []) if "act" not in answer]
    return found + list(course.get("named", {}).values())


def fault_codes(course):
    codes = dict(course.get("codes", {}))
    found = list(codes.pop("rules", {}).values()) + list(codes.values())
    for reference in course.get("lists", []):
        found += [reference[name]["code"] for name in ("unknown", "wrong_state", "merged") if name in reference]
    return found


def check_courses():
    """Agencies answer with published codes, or with those of the project's own table for theirs."""
    statuses = {name: {(row["code"], row["status"]) for row in rows(table)} for name, table in (
        ("tax", "claim_status_map"), ("window", "registration_status_map"), ("forex", "forex_status_map"))}
    errors = {row["code"] for table in ("ceb_error_codes", "ceb_error_ranges") for row in rows(table)}
    published = errors | {row["code"] for table in ("ceb_return_status", "dec_receipt_channel") for row in rows(table)}
    faults = []
    for path in sorted(glob.glob(DATA + "/agencies/*.json")):
        name = os.path.basename(path)[:-5]
        for course in load(path)["courses"]:
            given = {(answer["code"], answer["status"]) for answer in answers(course)}
            if name in statuses:
                wrong = given - statuses[name]
            else:
                wrong = {code for code, _ in given if code not in published and code != "{code}"}
                wrong |= set(fault_codes(course)) - errors
            faults += ["%s: %s: %s" % (name, course["forms"][0], code) for code in sorted(map(str, wrong))]
    return faults


def check_builder():
    command = [sys.executable, DATA + "/codes/make-codes-db.py", "--pinyin", DATA + "/pinyin"]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.db", "b.db"):
            subprocess.run(command + [folder + "/" + name], check=True)
        return [] if filecmp.cmp(folder + "/a.db", folder + "/b.db", shallow=False) else ["two builds differ"]


def find(database, words, table):
    return [row[0] for row in database.execute(
        "SELECT code FROM code_search WHERE words MATCH ? AND table_name = ?", (words, table))]


def check_search(database):
    faults = []
    for words in ("bwb*", '"保温"', "杯", "vacuum"):
        if "9617001100" not in find(database, words, "hs"):
            faults.append("%s does not find 9617001100" % words)
    return faults


def check_header(database):
    header = [database.execute("PRAGMA " + name).fetchone()[0] for name in ("application_id", "user_version")]
    counted = database.execute(
        "SELECT name FROM code_table WHERE rows != (SELECT count(*) FROM code WHERE table_name = name)")
    faults = ["wrong count: " + row[0] for row in counted]
    return faults + ([] if header == [0x54474344, 2] else ["header is %r" % header])


def check_look_up(database):
    """What a table's look-up names is there; an everyday word leads to headings that exist."""
    tables = {row[0]: json.loads(row[1]) for row in database.execute("SELECT name, look_up FROM code_table")}
    faults = []
    for name, ways in tables.items():
        named = [level["table"] for level in ways.get("path", [])] + [ways.get("synonyms", name)]
        faults += ["%s looks into %s" % (name, other) for other in named if other not in tables]
    headings = {row[0] for row in database.execute("SELECT code FROM code WHERE table_name IN ('hs2', 'hs6')")}
    for word, extra in database.execute("SELECT code, extra FROM code WHERE table_name = 'hs_synonyms'"):
        faults += ["%s: no heading %s" % (word, heading)
                   for heading in json.loads(extra)["headings"].split() if heading not in headings]
    return faults


def main():
    database = sqlite3.connect("file:%s?mode=ro" % CODES, uri=True)
    tables = {row[0] for row in database.execute("SELECT name FROM code_table")}
    case("lists-name-tables", check_lists(tables))
    case("origins-name-facts", check_origins())
    case("agencies-are-known", check_agencies({row[0] for row in database.execute(
        "SELECT code FROM code WHERE table_name = 'agency'")}))
    case("words-in-both-languages", check_words())
    case("forms-have-cases", check_cases())
    case("agencies-answer-with-known-codes", check_courses())
    case("codes-built-twice-are-equal", check_builder())
    case("codes-are-found", check_search(database))
    case("look-up-names-tables", check_look_up(database))
    case("codes-are-counted", check_header(database))
    print("1..%d" % len(results))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
