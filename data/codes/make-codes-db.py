#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds codes.db from tables.json and the csv files beside it.

Usage: make-codes-db.py OUTPUT [--depfile FILE] [--pinyin FOLDER]

The same input gives the same bytes with the same SQLite. The search index holds words that were split here
(single characters and pairs of a Chinese name, Latin words, pinyin initials), so that the plain
unicode61 tokenizer finds them and the reader needs none of ours.
"""

import argparse
import csv
import json
import os
import re
import sqlite3
import sys

APPLICATION_ID = 0x54474344  # TGCD
USER_VERSION = 2

SCHEMA = """
CREATE TABLE code_table (
  name TEXT PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  version TEXT NOT NULL, source TEXT NOT NULL, rows INTEGER NOT NULL,
  look_up TEXT NOT NULL);
CREATE TABLE code (
  table_name TEXT NOT NULL, code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  name_zh TEXT NOT NULL, name_en TEXT NOT NULL, initials TEXT NOT NULL, extra TEXT NOT NULL,
  PRIMARY KEY (table_name, code, valid_from)) WITHOUT ROWID;
CREATE INDEX code_by_initials ON code (table_name, initials);
CREATE VIRTUAL TABLE code_search USING fts5 (
  table_name UNINDEXED, code, words, tokenize = 'unicode61');
"""

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
LATIN = re.compile(r"[0-9A-Za-z]+")
STANDARD = ("code", "name_zh", "name_en", "valid_from", "valid_to")


def fail(message):
    sys.exit("make-codes-db: " + message)


def read_initials(folder):
    """data/pinyin has one line an initial letter: the letter, then the characters that begin with it."""
    initials = {}
    paths = []
    if folder is None or not os.path.isdir(folder):
        return initials, paths
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(".txt"):
            continue
        paths.append(path)
        with open(path, encoding="utf-8") as handle:
            for line in handle:
                if len(line) > 1 and line[0] in "abcdefghijklmnopqrstuvwxyz" and line[1] in " \t:":
                    for character in line[2:].strip():
                        initials.setdefault(character, line[0])
    return initials, paths


def initials_of(name, initials):
    letters = []
    for character in name:
        if character in initials:
            letters.append(initials[character])
        elif character.isascii() and character.isalnum():
            letters.append(character.lower())
    return "".join(letters)


def words_of(row_initials, name_zh, name_en):
    words = []
    for run in HAN.findall(name_zh):
        words.extend(run)
        words.extend(run[i:i + 2] for i in range(len(run) - 1))
    words.extend(word.lower() for word in LATIN.findall(name_zh))
    words.extend(word.lower() for word in LATIN.findall(name_en))
    if row_initials:
        words.append(row_initials)
    return " ".join(dict.fromkeys(words))


def read_rows(folder, table, paths):
    rows = {}
    for part in table["files"]:
        path = os.path.join(folder, part["file"])
        paths.append(path)
        with open(path, encoding="utf-8", newline="") as handle:
            for number, line in enumerate(csv.DictReader(handle, strict=True), start=2):
                if None in line or None in line.values():
                    fail("%s:%d: wrong number of columns" % (part["file"], number))
                row = {part.get("rename", {}).get(key, key): value for key, value in line.items()}
                row.update(part.get("add", {}))
                row["code"] = row.get("code") or row[part.get("key", "code")]
                row["valid_from"] = row.get("valid_from") or table.get("valid_from", "")
                row["valid_to"] = row.get("valid_to") or ""
                extra = {key: row[key] for key in table["extra"] if row.get(key)}
                key = (row["code"], row["valid_from"])
                if key in rows:
                    fail("%s:%d: %s stands twice in table %s" % (part["file"], number, row["code"], table["table"]))
                rows[key] = (row["valid_to"], row.get("name_zh", ""), row.get("name_en", ""), extra)
    return rows


def build(database, folder, tables, initials, paths):
    for table in tables:
        rows = read_rows(folder, table, paths)
        name = table["table"]
        database.execute(
            "INSERT INTO code_table VALUES (?, ?, ?, ?, ?, ?, ?)",
            (name, table["title"]["zh"], table["title"]["en"], table["date"], table["source"], len(rows),
             json.dumps(table.get("look_up", {}), sort_keys=True, separators=(",", ":"))))
        for (code, valid_from), (valid_to, name_zh, name_en, extra) in sorted(rows.items()):
            letters = initials_of(name_zh, initials) if initials else ""
            database.execute(
                "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (name, code, valid_from, valid_to, name_zh, name_en, letters,
                 json.dumps(extra, ensure_ascii=False, sort_keys=True, separators=(",", ":"))))
            database.execute(
                "INSERT INTO code_search (table_name, code, words) VALUES (?, ?, ?)",
                (name, code, words_of(letters, name_zh, name_en)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output")
    parser.add_argument("--depfile")
    parser.add_argument("--pinyin")
    arguments = parser.parse_args()

    folder = os.path.dirname(os.path.abspath(__file__))
    index = os.path.join(folder, "tables.json")
    with open(index, encoding="utf-8") as handle:
        tables = sorted(json.load(handle)["tables"], key=lambda table: table["table"])
    paths = [index]
    initials, pinyin_paths = read_initials(arguments.pinyin)
    paths += pinyin_paths

    scratch = arguments.output + ".new"
    if os.path.exists(scratch):
        os.unlink(scratch)
    database = sqlite3.connect(scratch, isolation_level=None)
    database.execute("PRAGMA page_size = 4096")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA application_id = %d" % APPLICATION_ID)
    database.execute("PRAGMA user_version = %d" % USER_VERSION)
    database.executescript(SCHEMA)
    database.execute("BEGIN")
    build(database, folder, tables, initials, paths)
    database.execute("COMMIT")
    database.execute("INSERT INTO code_search (code_search) VALUES ('optimize')")
    database.execute("ANALYZE")
    database.execute("VACUUM")
    database.close()
    os.replace(scratch, arguments.output)

    if arguments.depfile:
        with open(arguments.depfile, "w", encoding="utf-8") as handle:
            handle.write("%s: %s\n" % (arguments.output, " ".join(path.replace(" ", "\\ ") for path in paths)))


if __name__ == "__main__":
    main()
