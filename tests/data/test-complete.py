#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether every form, field, rule and code table of the notes on the domain is in the catalogue. TAP.

Usage: test-complete.py SOURCE_DATA

What is expected stands in the five expected-….csv beside this file; test-fields.py does the same for the elements of the
customs messages. That a condition holds in a case is read from its simple parts only. What need not be there is excused here, each with the reason, and an excuse that nothing needs is a fault.
"""

import csv
import fnmatch
import glob
import json
import os
import re
import sys

DATA = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))

# Number: why it is no form.
NO_FORM = {
    "CEB304": "receipt of customs", "CEB404": "receipt of customs", "CEB506": "receipt of customs",
    "CEB508": "receipt of customs", "CEB510": "receipt of customs", "CEB604": "receipt of customs",
    "CEB606": "receipt of customs", "CEB608": "receipt of customs", "CEB214": "receipt of customs",
    "CEB216": "receipt of customs", "CEB702": "receipt of customs",
    "CEB792": "result of the summary, written by customs",
    "CEB900": "the port's answer to what it could not read",
}

# Where a service is served if not by a form: a folder or table of the data, or, with a blank in it, what the program does.
SERVED = {
    "customs": "forms/customs.export-list",
    "orders": "facts/order",
    "matching": "rules/three-legs", "matching view": "rules/three-legs",
    "licences": "forms/registration.enterprise",
    "codes": "codes/tables.json",
    "B1": "rules/refund-treatment",
    "B5": "forms/tax.retail-exemption",
    "B8": "rules/refund-treatment",
    "B9": "rules/refund-deadlines",
    "B11": "facts/purchase-invoice",
    "B12": "codes/refund_enterprise_category.csv",
    "B13": "codes/claim_status.csv",
    "C2": "forms/forex.trade-report",
    "C3": "codes/forex_account_kind.csv",
    "C4": "forms/forex.receipt",
    "A9": "the sharing of blocks: agencies of sections and the journal",
    "F1": "check digits of the forms engine", "F2": "check digits of the forms engine",
    "F3": "check digits of the forms engine", "F6": "check digits of the forms engine",
    "F8": "check digits of the forms engine",
    "all": "the client as a whole: connection, queue, receipts",
    "attachments": "fields of the kind file, with hash and size",
    "log": "the journal of the store",
    "notices": "the notice reader, nothing is filed",
    "page": "an entry page, nothing is filed",
    "security": "keys, store, roles and backup, nothing is filed",
    "settings": "profiles of the connection, nothing is filed",
    "status view": "states of filings and their receipts, nothing is filed",
}

# (form, element or label), each perhaps with *: why no field of the form holds it.
NO_FIELD = {
    ("forex.*", "OUTCHARGE*"): "asked of a receipt from abroad only",
    ("forex.*", "INCHARGE*"): "asked of receipts only",
    ("forex.*", "ACTU*"): "asked in a payment notice only (credits and guarantees)",
    ("forex.*", "LCBGNO"): "asked in a payment notice only (credits and guarantees)",
    ("forex.*", "ISSDATE"): "asked in a payment notice only (credits and guarantees)",
    ("forex.*", "TENOR"): "asked in a payment notice only (credits and guarantees)",
    ("forex.*", "PAYATTR"): "asked of a receipt from abroad only",
    ("forex.domestic-receipt", "COUNTRY"): "not asked between two accounts inside the country",
    ("service.partner-lookup", "negative list: HS"): "of lists of goods; a look-up is about a partner",
    ("service.partner-lookup", "negative list: imported_at"): "the time of the answer is as_of",
    ("service.park-entry", "status"): "the state that every filing has",
    ("service.staff-certificate", "class"): "training runs in practice workspaces, nothing is filed",
    ("service.staff-certificate", "student"): "training runs in practice workspaces, nothing is filed",
    ("service.staff-certificate", "exercise"): "training runs in practice workspaces, nothing is filed",
    ("service.staff-certificate", "attempt"): "training runs in practice workspaces, nothing is filed",
}

# Forms that the notes name without a list of fields.
NO_LIST = {
    "forms/service.aeo-assessment": "row 170 of the services names the check list, not its items",
    "forms/service.buyer-limit": "the buyer's part of OTH-02, listed there",
    "forms/service.data-consent": "the consent of OTH-03, listed there",
    "forms/service.factoring": "row 146 of the services: list, notice, debtor",
    "forms/service.misconduct-report": "row 243 of the services names the report",
    "forms/service.sample-test": "row 196 of the services: sample number, product, result, action",
}

# Rules that the definition of fields keeps: form and the member that all these fields have.
BY_FIELDS = {
    "V8": ("customs.export-list", "required", ("iac_code", "iac_name", "ems_no", "goods/item_record_no")),
}

# Rules that no check is about.
NO_CHECK = {
    "V1": "types, lengths and order are the definitions of fields, compared by test-fields.py",
    "M3a": "advice for numbering; that a number is used twice is V15",
}

# (folder, check): why it is not at the level of its rule.
OTHER_LEVELS = {
    ("facts/order", "V7"): "the pairing is inferred; the list, which customs sees, blocks",
    ("forms/customs.declaration", "V12"): "tells that an import is not checked here",
    ("forms/customs.declaration", "M1"): "inferred for the declaration",
    ("forms/customs.return", "V5"): "said of 603, inferred for a return",
    ("forms/forex.directory", "E02"): "the kind of document is not asked",
    ("forms/registration.foreign-trade-operator", "E02"): "the kind of document is not asked",
    ("forms/registration.enterprise", "E03"): "cut out of a credit code: warns by our decision",
    ("rules/refund-deadlines", "E06"): "a date to come; the claim blocks",
    ("rules/refund-treatment", "E40"): "tells the treatment; the claim blocks",
    ("forms/forex.receipt", "E28"): "told with the receipt; the report itself warns",
    ("forms/forex.remittance", "E28"): "told with the payment; the report itself warns",
    ("forms/forex.domestic-payment", "E28"): "told with the payment; the report itself warns",
    ("forms/forex.settlement", "E29"): "money that the account does not release, not its way there",
    ("forms/customs.summary", "M13-mode"): "9710 and 9810 are never merged: that is in the notes as a fact",
    ("rules/order-list-summary", "M13-mode"): "9710 and 9810 are never merged: that is in the notes as a fact",
}

# (folder, check): why no case raises it.
NEVER_RAISED = {
    ("forms/tax.trader-refund", "E14"): "the amount is computed, and computed again before the check",
    ("forms/tax.agent-refund", "E14"): "the amount is computed, and computed again before the check",
}

LEVELS = {"blocking": "B", "warning": "W", "information": "I"}

results = []
used = set()


def case(name, faults):
    results.append(not faults)
    print("%s %d /complete/%s" % ("not ok" if faults else "ok", len(results), name))
    for fault in faults[:20]:
        print("# " + fault)


def rows(name):
    """The lines of an expectation; the first one is its source."""
    with open(os.path.join(HERE, "expected-%s.csv" % name), encoding="utf-8") as handle:
        source = handle.readline()
        assert source.startswith("# "), name
        return list(csv.DictReader(handle))


def load(path):
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def definitions(*kinds):
    """[(folder without version, path of the version, definition)]."""
    names = {"forms": "form.json", "facts": "fact.json", "rules": "rules.json"}
    found = []
    for kind in kinds:
        for path in sorted(glob.glob("%s/%s/*/*/%s" % (DATA, kind, names[kind]))):
            folder = os.path.relpath(os.path.dirname(path), DATA)
            found.append((os.path.dirname(folder), folder, load(path)))
    return found


def excused(table, *entry):
    for known in table:
        patterns = known if isinstance(known, tuple) else (known,)
        if all(fnmatch.fnmatchcase(text, pattern) for text, pattern in zip(entry, patterns)):
            used.add((id(table), known))
            return True
    return False


def check_excuses():
    tables = {"NO_FORM": NO_FORM, "SERVED": SERVED, "NO_FIELD": NO_FIELD, "NO_LIST": NO_LIST, "NO_CHECK": NO_CHECK,
              "BY_FIELDS": BY_FIELDS, "OTHER_LEVELS": OTHER_LEVELS, "NEVER_RAISED": NEVER_RAISED}
    return ["%s: nothing needs %s" % (name, entry) for name, table in tables.items() for entry in table
            if (id(table), entry) not in used]


# Forms

def numbers(forms):
    return {number for _, _, form in forms for number in form.get("aliases", []) + [form["form"]]}


def check_forms(expected, known):
    """Also the other way: each number that a form has is expected."""
    faults = ["no form is %s, %s" % (row["number"], row["title"]) for row in expected
              if row["number"] not in known and not excused(NO_FORM, row["number"])]
    listed = {row["number"] for row in expected}
    official = {number for number in known if re.match(r"[A-Z]", number)}
    return faults + ["%s is a number of no expected form" % number for number in sorted(official - listed)]


def is_served(place, known, rules):
    if place in known or place in rules:
        return True
    if not excused(SERVED, place):
        return False
    return " " in SERVED[place] or os.path.exists(os.path.join(DATA, SERVED[place]))


def check_services(expected, known, rules):
    """What has a screen of its own, or had one, is served by what the notes name."""
    return ["row %s, %s: no %s" % (row["row"], row["service"], place)
            for row in expected if row["mark"] in "NX" for place in row["where"].split("; ")
            if not is_served(place, known, rules)]


# Fields

def places(form):
    """{field, or table/field: the field}, and {table/: the table}."""
    found = {}
    for section in form["sections"]:
        table = section.get("table")
        prefix = table["key"] + "/" if table else ""
        if table:
            found[prefix] = table
        for field in (table or section)["fields"]:
            found[prefix + field["key"]] = field
    return found


def is_known_by(element, field):
    """A key in pinyin or of a message is an alias of the field; a key in small letters is only what the notes call it."""
    return not re.match(r"[A-Z]", element) or element in field.get("aliases", [])


def check_fields(form, expected):
    """Every version has the field of each element; where an element has none, that is excused."""
    faults = []
    for folder, definition in form:
        found = places(definition)
        for row in expected:
            about = "%s %s (%s)" % (row["element"], row["label"], row["section"])
            if not row["place"] and not excused(NO_FIELD, row["form"], row["element"] or row["label"]):
                faults.append("%s: no field for %s" % (folder, about))
            for place in row["place"].split():
                if place not in found:
                    faults.append("%s: no %s, for %s" % (folder, place, about))
                elif not is_known_by(row["element"], found[place]):
                    faults.append("%s: %s has no alias %s" % (folder, place, row["element"]))
    return faults


def report_fields(expected, forms):
    for name in sorted({row["form"] for row in expected}):
        form = [(folder, definition) for base, folder, definition in forms if base == "forms/" + name]
        wanted = [row for row in expected if row["form"] == name]
        case("fields/" + name, check_fields(form, wanted) if form else ["no form %s" % name])


def check_all_forms_expected(expected, forms):
    """A form outside customs has expected fields, unless the notes list none for it."""
    return sorted(base for base in {base for base, _, _ in forms} - {"forms/" + row["form"] for row in expected}
                  if not base.startswith("forms/customs.") and not excused(NO_LIST, base))


# Rules

def check_names(check):
    """The rules that a check is about: by its id, or named in its source."""
    source = check.get("source", "")
    return set(re.findall(r"\b[EVM]\d+a?\b", check["id"] + " " + (source if isinstance(source, str) else str(source))))


def kept_by_fields(rule, forms):
    if not excused(BY_FIELDS, rule):
        return False
    name, member, keys = BY_FIELDS[rule]
    versions = [places(form) for base, _, form in forms if base == "forms/" + name]
    return bool(versions) and all(found.get(key, {}).get(member) for found in versions for key in keys)


def check_rule(row, checks, forms):
    """The rule stands where it did, in each of its levels somewhere."""
    rule, levels = row["rule"], row["levels"].split()
    about = [(folder, check) for folder, check in checks if rule in check_names(check)]
    if rule in BY_FIELDS and not kept_by_fields(rule, forms):
        return ["a field of %s is not %s" % BY_FIELDS[rule][:2]]
    if not about:
        return [] if rule in BY_FIELDS or excused(NO_CHECK, rule) else ["no check is about it"]
    faults = ["no check of it in " + folder for folder in row["where"].split() if folder not in dict(about)]
    if rule not in BY_FIELDS:
        faults += ["no check of level %s" % level for level in levels
                   if level not in {LEVELS[check["level"]] for _, check in about}]
    return faults + check_levels(rule, levels, about)


def check_levels(rule, levels, about):
    """A check that is the rule has its level; one that is a part of it may be milder, not stricter."""
    faults = []
    for folder, check in about:
        base, level = os.path.dirname(folder), LEVELS[check["level"]]
        stricter = level == "B" and check["id"].startswith(rule + "-")
        if (check["id"] == rule or stricter) and level not in levels and \
                not excused(OTHER_LEVELS, base, check["id"]):
            faults.append("%s: %s is %s, not %s" % (base, check["id"], level, " or ".join(levels)))
    return faults


def report_rules(expected, forms):
    checks = [(folder, check) for _, folder, definition in definitions("forms", "facts", "rules")
              for check in definition.get("checks", [])]
    for row in expected:
        case("rules/" + row["rule"], check_rule(row, checks, forms))


# Code tables

def count_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return sum(1 for row in csv.reader(handle) if row) - 1


def check_table(name, wanted, listed):
    path = "%s/codes/%s.csv" % (DATA, name)
    if name + ".csv" not in listed:
        return ["no table is made of %s.csv" % name]
    if not os.path.exists(path):
        return ["%s.csv is not there" % name]
    return [] if count_rows(path) >= wanted else ["%d rows, not %d" % (count_rows(path), wanted)]


def report_tables(expected):
    listed = {entry["file"] for table in load(DATA + "/codes/tables.json")["tables"] for entry in table["files"]}
    for row in expected:
        case("tables/" + row["table"], check_table(row["table"], int(row["rows"]), listed))


# Folders

def check_readmes(forms):
    """Each form says where it comes from and when that was read."""
    faults = []
    for _, folder, _ in forms:
        path = "%s/%s/README.md" % (DATA, folder)
        text = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        if not re.search(r"^\| source \| \S", text, re.M) or not re.search(r"^\| read \| .*20\d\d-\d\d-\d\d", text, re.M):
            faults.append(folder + "/README.md: no source, or no date")
    return faults


def cases_of(folder):
    return [load(path) for path in sorted(glob.glob("%s/%s/cases/*.json" % (DATA, folder)))]


def conjuncts(condition):
    """The parts of a condition that are joined by `and` outside brackets and quotes; none where an `or` is outside."""
    parts, depth, quoted, start = [], 0, False, 0
    for place, sign in enumerate(condition):
        quoted ^= sign == "'"
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        rest = condition[place:]
        if not quoted and depth == 0 and rest.startswith(" or "):
            return []
        if not quoted and depth == 0 and rest.startswith(" and "):
            parts.append(condition[start:place])
            start = place + 5
    return parts + [condition[start:]]


def known_value(name, row, head, fields):
    """What stands in a field; None where the name is of no field, or of one that is filled in by computing."""
    scope, _, key = name.rpartition(".")
    values = head if scope == "head" else row
    field = fields[scope == "head"].get(key)
    return None if field is None or "computed" in field else values.get(key, "")


def is_false(part, row, head, fields):
    """Whether a part of a condition surely does not hold. Only simple parts are read: the engine reads them all."""
    match = re.fullmatch(r"(filled|empty|not empty|not filled)\(([\w.]+)\)", part)
    if match:
        value = known_value(match[2], row, head, fields)
        return value is not None and bool(value) != (match[1] in ("filled", "not empty"))
    match = re.fullmatch(r"([\w.]+) (==|!=|in|not in) \(?('[^()]*'|true|false)\)?", part)
    if match:
        value = known_value(match[1], row, head, fields)
        listed = re.findall(r"'([^']*)'", match[3]) or [match[3]]
        return value is not None and (value in listed) != (match[2] in ("==", "in"))
    return False


def has_others(condition, others):
    """Each document of others that a part asks for is handed in, of the row or of all."""
    given = {name.split("/")[0] for name in others}
    names = [re.match(r"filled\(((?:other|fact)\.\w+)", part) for part in conjuncts(condition)]
    return all(name[1] in given for name in names if name)


def may_hold(definition, entry, check):
    """Whether the case has a row, or the document, for which the condition of the check is not surely false."""
    head, scope, condition = entry.get("document", {}), check.get("scope"), check.get("when", "")
    of_head = {field["key"]: field for section in definition.get("sections", []) for field in section.get("fields", [])}
    of_row = {field["key"]: field for section in definition.get("sections", []) if "table" in section
              for field in section["table"]["fields"] if section["table"]["key"] == scope}
    rows_of = head.get(scope, []) if of_row else [head]
    fields = (of_row or of_head, of_head)
    return has_others(condition, entry.get("others", {})) and any(
        not any(is_false(part, row, head, fields) for part in conjuncts(condition)) for row in rows_of)


def check_cases(folder, definition):
    """Each check is raised by a case, and by another one, for which its condition can hold, not."""
    faults = []
    examples = cases_of(folder)
    for check in definition["checks"]:
        wrong = [entry for entry in examples if check["id"] in {issue["id"] for issue in entry["issues"]}]
        right = [entry for entry in examples if entry not in wrong and
                 may_hold(definition, entry, check)]
        if not wrong and not excused(NEVER_RAISED, os.path.dirname(folder), check["id"]):
            faults.append("%s: no case raises %s" % (folder, check["id"]))
        if not right:
            faults.append("%s: no case is right about %s" % (folder, check["id"]))
    return faults


def main():
    forms = definitions("forms")
    rules = rows("rules")
    known = numbers(forms)
    case("forms", check_forms(rows("forms"), known))
    case("services", check_services(rows("services"), known, {row["rule"] for row in rules}))
    report_fields(rows("fields"), forms)
    case("forms-have-expected-fields", check_all_forms_expected(rows("fields"), forms))
    report_rules(rules, forms)
    report_tables(rows("tables"))
    case("readmes", check_readmes(forms))
    for _, folder, definition in definitions("forms", "facts", "rules"):
        if definition.get("checks"):
            case("cases/" + folder, check_cases(folder, definition))
    case("excuses-are-needed", check_excuses())
    print("1..%d" % len(results))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
