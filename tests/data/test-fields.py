#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the customs forms have every element of their message, in its size. TAP.

Usage: test-fields.py SOURCE_DATA

The elements are listed in the two csv files beside this one. A form names the element of a field in `aliases`: "copNo" is of
the node of its place, "DecSign/Note" names the node. What a form need not have is in EXCEPTIONS, with the reason.
"""

import csv
import glob
import json
import os
import sys

DATA = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
DECLARATION = "DecMessage"

# Messages that a person files. The others are receipts and results, which an authority writes.
FILED = ("303", "403", "505", "507", "509", "603", "605", "607", "213", "215", "701")

# (message, node, element), each perhaps "*": why no field of a form holds it. The only place for such.
EXCEPTIONS = {
    ("CEB*", "*", "guid"): "made anew for each sending",
    ("CEB*", "*", "appType"): "new, change or delete: said by what is asked, not typed",
    ("CEB*", "*", "appTime"): "the time of sending",
    ("CEB*", "*", "appStatus"): "always 2, declare: the store of drafts is ours",
    ("CEB*", "BaseTransfer", "*"): "who transmits: from the settings of the connection",
    ("CEB*", "BaseSubscribe", "*"): "who gets a copy: from the settings of the connection",
    ("CEB*", "ExtendMessage", "*"): "room for others' messages; not used",
    (DECLARATION, "DecLists/DecList", "DecGoodsLimits"): "a node without a value: the table goods_limits",
    (DECLARATION, "DecLists/DecList/DecGoodsLimits/DecGoodsLimit", "DecGoodsLimitVin"):
        "a node without a value: the table goods_limit_vins",
}

# (message, element): a length that is not the official one, and why.
OTHER_LENGTHS = {
    (DECLARATION, "Type"): "7 places when it ends in Z, although 6 is said",
    (DECLARATION, "LicWrtofQty"): "a number written in 20 characters: 19 digits and a point",
    (DECLARATION, "PricePerUnit"): "the same",
}

# Nodes of the declaration that are tables of the form; all others stand in its header.
TABLES = {
    "DecLists/DecList": "goods",
    "DecLists/DecList/DecGoodsLimits/DecGoodsLimit": "goods_limits",
    "…/DecGoodsLimit/DecGoodsLimitVin": "goods_limit_vins",
    "DecContainers/Container": "containers",
    "DecLicenseDocus/LicenseDocu": "licences",
    "DecRequestCerts/DecRequestCert": "request_certs",
    "DecOtherPacks/DecOtherPack": "other_packs",
    "DecCopLimits/DecCopLimit": "cop_limits",
    "DecUsers/DecUser": "users",
    "DecMarkLobs/DecMarkLob": "mark_lobs",
    "TrnList": "trn_list",
    "TrnContainers/TrnContainer": "trn_containers",
    "TrnContaGoodsList/TrnContaGoods": "trn_goods",
    "EdocRealation": "edocs",
    "EcoRelation": "origin_relations",
    "DecCopPromises/DecCopPromise": "cop_promises",
}

results = []
used = set()


def case(name, faults, skip=None):
    results.append(not faults)
    print("%s %d /fields/%s%s" % ("not ok" if faults else "ok", len(results), name, " # SKIP " + skip if skip else ""))
    for fault in faults[:20]:
        print("# " + fault)


def rows(name):
    """The lines of an expectation; the first one is its source."""
    with open(os.path.join(HERE, name), encoding="utf-8") as handle:
        source = handle.readline()
        assert source.startswith("# "), name
        return list(csv.DictReader(handle))


def forms(alias):
    """Every version of the form that has this official number, with its path."""
    for path in sorted(glob.glob(DATA + "/forms/*/*/form.json")):
        with open(path, encoding="utf-8") as handle:
            form = json.load(handle)
        if alias in form.get("aliases", []):
            yield os.path.relpath(path, DATA), form


def places(form):
    """{table, or "" for the header: its aliases, each as often as it is written}."""
    found = {"": []}
    for section in form["sections"]:
        table = section.get("table")
        here = found.setdefault(table["key"] if table else "", [])
        for field in (table or section)["fields"]:
            here += field.get("aliases", [])
    return found


def matches(pattern, text):
    return pattern == "*" or pattern == text or (pattern.endswith("*") and text.startswith(pattern[:-1]))


def fields(form):
    """Each alias with its field."""
    for section in form["sections"]:
        for field in section.get("table", section)["fields"]:
            for alias in field.get("aliases", []):
                yield alias.split("/")[-1], field


def size(field):
    """As the lists write it: "18" characters, "19,5" digits and decimals; nothing for a date, a time, a file."""
    if "digits" in field:
        return ",".join(str(field[key]) for key in ("digits", "decimals") if field.get(key))
    return str(field.get("max_length", ""))


def sizes_of(elements, length):
    """The sizes that each element has, in one node or another."""
    sizes = {}
    for row in elements:
        if length(row):
            sizes.setdefault(row["element"], set()).add(length(row))
    return sizes


def check_sizes(message, sizes):
    """No form takes what its message has no room for, or less than fits."""
    faults = []
    for path, form in forms(message):
        for element, field in fields(form):
            here, allowed = size(field), sizes.get(element)
            if here and allowed and here not in allowed and (message, element) not in OTHER_LENGTHS:
                faults.append("%s: %s is %s, not %s" % (path, element, here, " or ".join(sorted(allowed))))
    return faults


def ceb_size(row):
    return row["format"][1:] if row["format"].startswith("N") else row["max_length"]


def excused(message, node, element):
    for entry in EXCEPTIONS:
        if all(map(matches, entry, (message, node, element))):
            used.add(entry)
            return True
    return False


def compare(place, wanted, found):
    """Missing, written twice, or of no element of this place."""
    faults = ["%s: no field for %s" % (place, element) for element in wanted if element not in found]
    faults += ["%s: %s stands twice" % (place, element) for element in sorted(set(found)) if found.count(element) > 1]
    return faults + ["%s: %s is no element here" % (place, alias) for alias in found if alias not in wanted]


def check_declaration(elements):
    wanted = {}
    for row in elements:
        node, element = row["node"], row["element"]
        here = wanted.setdefault(TABLES.get(node, ""), [])
        if not excused(DECLARATION, node, element):
            here.append(element if node == "DecHead" or node in TABLES else "%s/%s" % (node, element))
    for path, form in forms(DECLARATION):
        found = places(form)
        faults = []
        for table in sorted(set(wanted) | {key for key in found if found[key]}):
            faults += compare(path + " " + (table or "header"), wanted.get(table, []), found.get(table, []))
        yield path, faults


def find_place(node, wanted, found):
    """The aliases among which a node's elements are: a head's in the header, a list's in the table that has the most of
    them; of a message that is flat, in both."""
    if node.endswith("Head"):
        return found[""]
    tables = [found[key] for key in sorted(found) if key]
    if node.endswith("List"):
        return max(tables, key=lambda aliases: len(set(aliases) & set(wanted)), default=[])
    return found[""] + [alias for aliases in tables for alias in aliases]


def check_message(message, elements):
    nodes = {}
    for row in elements:
        if row["message"] == message and not excused(message, row["node"], row["element"]):
            nodes.setdefault(row["node"], []).append(row["element"])
    for path, form in forms(message.removesuffix("Message")):
        found = places(form)
        faults = []
        for node, wanted in nodes.items():
            here = find_place(node, wanted, found)
            faults += ["%s: no field for %s/%s" % (path, node, element) for element in wanted if element not in here]
        known = {element for wanted in nodes.values() for element in wanted}
        faults += ["%s: %s is no element of %s, or an excused one" % (path, alias, message)
                   for aliases in found.values() for alias in aliases if alias not in known]
        yield path, faults


def report(name, checked):
    checked = list(checked)
    if not checked:
        case(name, [], "no form has the alias %s yet" % name)
    for path, faults in checked:
        case("%s/%s" % (name, path.split("/")[2]), faults)


def main():
    declaration, ceb = rows("dec_message_fields.csv"), rows("ceb_export_fields.csv")
    case("lists-are-whole", [] if (len(declaration), len(ceb)) == (256, 432) else
         ["%d elements of the declaration, %d of the CEB messages" % (len(declaration), len(ceb))])
    case("declaration-is-a-form", [] if list(forms(DECLARATION)) else ["no form has the alias " + DECLARATION])
    report(DECLARATION, check_declaration(declaration))
    case("sizes/" + DECLARATION, check_sizes(DECLARATION, sizes_of(declaration, lambda row: row["length"])))
    for number in FILED:
        message = "CEB%sMessage" % number
        report("CEB" + number, check_message(message, ceb))
        if any(forms("CEB" + number)):
            case("sizes/CEB" + number, check_sizes("CEB" + number, sizes_of(
                [row for row in ceb if row["message"] == message], ceb_size)))
    for row in ceb:
        if row["message"] == "(all)":
            case("around/%s/%s" % (row["node"], row["element"]),
                 [] if excused("CEB", row["node"], row["element"]) else ["neither in a form nor excused"])
    case("exceptions-are-needed", ["%s/%s/%s: nothing to excuse" % entry for entry in EXCEPTIONS if entry not in used])
    print("1..%d" % len(results))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
