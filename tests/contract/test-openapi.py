#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds docs/api/openapi.yaml against OpenAPI's own schema, and against real exchanges with a practice window.

Usage: test-openapi.py SOURCE_ROOT PRACTICE_PROGRAM. Every operation is used, well and badly; each request that is meant to
be good and every answer (status, headers, body) must be what the file says. Prints TAP.
"""

import base64
import copy
import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

try:
    import jsonschema
    import yaml
except ImportError as error:
    print("1..0 # SKIP needs python3-jsonschema and python3-yaml: %s" % error)
    sys.exit(0)

root, practice = sys.argv[1:3]
ENTERPRISE = "91410100MA0000015B"
FILING = "0190a06c-0000-7000-9000-00000000000%d"
CONTENT = b"%PDF-1.7 twelve"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def load(path):
    with open(os.path.join(root, path), encoding="utf-8") as source:
        return json.load(source) if path.endswith(".json") else yaml.safe_load(source)


def allow_null(node):
    """OpenAPI 3.0's `nullable` in words of JSON Schema."""
    if isinstance(node, list):
        return [allow_null(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {key: allow_null(value) for key, value in node.items()}
    if node.pop("nullable", False) is True:
        return {"anyOf": [node, {"type": "null"}]}
    return node


class Description:
    """What the file says of one operation, with `$ref`s followed."""

    def __init__(self, document):
        self.document = document
        self.schemas = allow_null(copy.deepcopy(document))
        self.used = set()

    def follow(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"][2:].split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def check_schema(self, schema, value, where):
        # The schema stands in the document, so that its `$ref`s lead somewhere.
        whole = dict(self.schemas, **{"x-checked": allow_null(copy.deepcopy(schema))})
        resolver = jsonschema.RefResolver("", whole)
        validator = jsonschema.Draft4Validator(whole["x-checked"], resolver=resolver)
        errors = ["%s: %s" % ("/".join(map(str, e.absolute_path)), e.message[:200]) for e in validator.iter_errors(value)]
        return ["%s: %s" % (where, error) for error in errors]

    def find(self, method, path):
        for template, item in self.document["paths"].items():
            pattern = "^" + re.sub(r"\\\{[^}]*\\\}", "([^/]+)", re.escape(template)) + "$"
            match = re.match(pattern, path)
            if match and method.lower() in item:
                names = re.findall(r"\{([^}]*)\}", template)
                return template, item, item[method.lower()], dict(zip(names, match.groups()))
        return None

    def check_parameters(self, item, operation, places):
        faults = []
        for parameter in item.get("parameters", []) + operation.get("parameters", []):
            parameter = self.follow(parameter)
            name, kind = parameter["name"], parameter["in"]
            value = places[kind].get(name.lower() if kind == "header" else name)
            schema = self.follow(parameter["schema"])
            if value is None:
                if parameter.get("required"):
                    faults.append("%s “%s” is missing" % (kind, name))
                continue
            if schema.get("type") == "integer" and re.match(r"^-?\d+$", value):
                value = int(value)
            faults += self.check_schema(schema, value, name)
        known = {self.follow(p)["name"] for p in item.get("parameters", []) + operation.get("parameters", [])
                 if self.follow(p)["in"] == "query"}
        faults += ["query “%s” is not in the file" % name for name in places["query"] if name not in known]
        return faults

    def check_request(self, exchange):
        _, item, operation, names = exchange.operation
        split = urllib.parse.urlsplit(exchange.path)
        places = {
            "path": names,
            "query": dict(urllib.parse.parse_qsl(split.query)),
            "header": {name.lower(): value for name, value in exchange.headers.items()},
        }
        faults = self.check_parameters(item, operation, places)
        body = operation.get("requestBody")
        if body is None:
            return faults + (["it has a body"] if exchange.body else [])
        media = body["content"].get(exchange.headers.get("Content-Type", ""))
        if media is None:
            return faults + ["its type is not in the file"]
        if exchange.headers["Content-Type"] == "application/json":
            faults += self.check_schema(media["schema"], json.loads(exchange.body), "body")
        elif "urlencoded" in exchange.headers["Content-Type"]:
            form = dict(urllib.parse.parse_qsl(exchange.body.decode()))
            faults += self.check_schema(media["schema"], form, "body")
        return faults

    def check_lines(self, text):
        head, *rows = [json.loads(line) for line in text.splitlines()]
        faults = self.check_schema({"$ref": "#/components/schemas/CodeTableHead"}, head, "first line")
        for row in rows[:50]:
            faults += self.check_schema({"$ref": "#/components/schemas/CodeRow"}, row, "row")
        return faults

    def check_answer(self, exchange):
        template, _, operation, _ = exchange.operation
        response = operation["responses"].get(str(exchange.status))
        if response is None:
            return ["status %d is not in the file" % exchange.status]
        self.used.add((template, exchange.method, str(exchange.status)))
        response = self.follow(response)
        faults = []
        for name, header in response.get("headers", {}).items():
            header = self.follow(header)
            value = exchange.answer_headers.get(name.lower())
            if value is None:
                faults += ["header %s is missing" % name] if header.get("required") else []
                continue
            if header["schema"].get("type") == "integer":
                value = int(value)
            faults += self.check_schema(header["schema"], value, name)
        content = response.get("content")
        if content is None or exchange.method == "HEAD":
            return faults + (["it has a body"] if exchange.answer else [])
        kind = exchange.answer_headers.get("content-type", "").split(";")[0]
        if kind not in content:
            return faults + ["its type “%s” is not in the file" % kind]
        if kind.endswith("json") and kind != "application/x-ndjson":
            faults += self.check_schema(content[kind]["schema"], json.loads(exchange.answer), "body")
        elif kind == "application/x-ndjson":
            faults += self.check_lines(exchange.answer.decode())
        return faults + self.check_events(exchange)

    def check_events(self, exchange):
        """`data` of the events that a page brings, by their type."""
        kinds = {"receipt": "Receipt", "filing": "FilingChange", "notice": "Notice", "account": "Posting",
                 "code-table": "CodeTableChange", "exercise": "Exercise"}
        faults = []
        if exchange.status == 200 and exchange.operation[0] == "/v1/events":
            for event in json.loads(exchange.answer)["events"]:
                if event["type"] in kinds:
                    schema = {"$ref": "#/components/schemas/" + kinds[event["type"]]}
                    faults += self.check_schema(schema, event["data"], event["type"])
        return faults


class Exchange:
    def __init__(self, window, name, method, path, status, body=None, headers=None, is_bad=False):
        self.name, self.method, self.path, self.wanted, self.is_bad = name, method, path, status, is_bad
        self.headers = {"Authorization": "Bearer " + window.token} if window.token else {}
        self.headers.update(headers or {})
        self.body = body.encode() if isinstance(body, str) else body
        connection = http.client.HTTPConnection(window.address, timeout=30)
        connection.request(method, path, self.body, self.headers)
        response = connection.getresponse()
        self.status = response.status
        self.answer_headers = {name.lower(): value for name, value in response.getheaders()}
        self.answer = response.read()
        connection.close()
        self.operation = window.description.find(method, urllib.parse.urlsplit(path).path)

    def check(self, description):
        if self.operation is None:
            return ["no operation of the file is %s %s" % (self.method, self.path)]
        faults = ["it answered %d, not %d" % (self.status, self.wanted)] if self.status != self.wanted else []
        if not self.is_bad:
            faults += ["request: " + fault for fault in description.check_request(self)]
        return faults + ["answer: " + fault for fault in description.check_answer(self)]


class Window:
    """A practice window as a child, and what is said to it."""

    def __init__(self, folder, description, *options):
        self.description, self.token, self.count = description, None, 0
        self.log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
        self.child = subprocess.Popen([practice, "--sample", "--instant", "--db", os.path.join(folder, "practice.db"),
                                       "--port", "0", *options], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = self.child.stdout.readline().split()[-1].split("//")[1].rstrip("/")

    def close(self):
        self.child.terminate()
        self.child.wait()
        self.log.close()

    def say(self, name, method, path, status, **details):
        exchange = Exchange(self, name, method, path, status, **details)
        faults = exchange.check(self.description)
        report(name, faults)
        return exchange


n_cases = 0
n_failed = 0


def report(name, faults):
    global n_cases, n_failed
    n_cases += 1
    n_failed += bool(faults)
    print("%sok %d - %s" % ("not " if faults else "", n_cases, name))
    for fault in faults[:10]:
        print("# " + fault)


def make_item(number, filing, action="file", **members):
    """An item by the contract: canonical JSON, as its documents are plain."""
    item = {"id": "0190a06c-0000-7000-8000-%012x" % number, "action": action, "filing": FILING % filing,
            "form": "registration.goods", "form_version": 1, "enterprise": ENTERPRISE, "document": {"name": "保温杯"},
            "attachments": []}
    item.update(members)
    text = json.dumps(item, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    item["digest"] = "sha-256=:%s=:" % base64.b64encode(hashlib.sha256(text).digest()).decode().rstrip("=")
    return item


JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BYTES = {"Content-Type": "application/octet-stream"}


def basic(secret, account=b"sample"):
    return dict(FORM, Authorization="Basic " + base64.b64encode(account + b":" + secret).decode())


def run_access(window):
    window.say("discovery", "GET", "/.well-known/single-window", 200)
    token = window.say("a token", "POST", "/oauth/token", 200, body="grant_type=client_credentials",
                       headers=basic(b"sample"))
    window.say("a wrong secret", "POST", "/oauth/token", 401, body="grant_type=client_credentials",
               headers=basic(b"wrong"))
    window.say("a wrong grant", "POST", "/oauth/token", 400, body="grant_type=password", headers=basic(b"sample"),
               is_bad=True)
    for method, path in (("GET", "/v1/events"), ("GET", "/v1/filings"), ("GET", "/v1/drafts"),
                         ("GET", "/v1/drafts/" + FILING % 1), ("DELETE", "/v1/drafts/" + FILING % 1),
                         ("GET", "/v1/code-tables"), ("GET", "/v1/code-tables/hs"), ("GET", "/v1/enquiries/product"),
                         ("HEAD", "/v1/attachments/" + SHA256), ("GET", "/v1/attachments/" + SHA256)):
        window.say("no token: %s %s" % (method, path), method, path, 401)
    window.say("no token: submissions", "POST", "/v1/submissions", 401, body='{"submissions":[]}', headers=JSON)
    window.say("no token: a draft", "PUT", "/v1/drafts/" + FILING % 1, 401, body="{}", headers=JSON, is_bad=True)
    window.say("no token: a piece", "PUT", "/v1/attachments/" + SHA256, 401, body="x", headers=BYTES, is_bad=True)
    window.token = json.loads(token.answer)["access_token"]
    window.say("discovery with it", "GET", "/.well-known/single-window", 200)


def run_attachments(window):
    path = "/v1/attachments/" + SHA256
    window.say("none of it", "HEAD", path, 404)
    window.say("a piece", "PUT", path, 202, body=CONTENT[:8],
               headers=dict(BYTES, **{"Upload-Offset": "0", "Upload-Length": str(len(CONTENT))}))
    window.say("the same again", "PUT", path, 409, body=CONTENT[:8],
               headers=dict(BYTES, **{"Upload-Offset": "0", "Upload-Length": str(len(CONTENT))}))
    window.say("no offset", "PUT", path, 400, body=b"x", headers=BYTES, is_bad=True)
    window.say("too large", "PUT", path, 413, body=b"x", headers=dict(
        BYTES, **{"Upload-Offset": "8", "Upload-Length": "99999999"}))
    window.say("not whole", "GET", path, 404)
    window.say("the rest", "PUT", path, 201, body=CONTENT[8:],
               headers=dict(BYTES, **{"Upload-Offset": "8", "Upload-Length": str(len(CONTENT))}))
    window.say("all of it", "HEAD", path, 200)
    whole = window.say("the bytes", "GET", path, 200)
    report("they are what was sent", [] if whole.answer == CONTENT else ["they differ"])
    window.say("a range", "GET", path, 206, headers={"Range": "bytes=2-4"})
    window.say("beyond the end", "GET", path, 416, headers={"Range": "bytes=99-"})
    window.say("others than the digest says", "PUT", "/v1/attachments/" + "0" * 64, 422, body=b"x",
               headers=dict(BYTES, **{"Upload-Offset": "0", "Upload-Length": "1"}))
    window.say("no digest", "PUT", "/v1/attachments/abc", 404, body=b"x", headers=BYTES, is_bad=True)


def run_submissions(window):
    ref = {"name": "a.pdf", "media_type": "application/pdf", "bytes": len(CONTENT), "sha256": SHA256}
    missing = dict(ref, sha256="1" * 64)
    items = [
        (make_item(1, 1), "received", None),
        (make_item(1, 1), "received", None),
        (make_item(1, 1, document={"name": "other"}), "refused", "id-reused"),
        (make_item(2, 1), "refused", "revision-conflict"),
        (make_item(3, 1, "amend", base_revision=1), "received", None),
        (make_item(4, 1, "withdraw", base_revision=2), "received", None),
        (make_item(5, 2, "amend", base_revision=1), "refused", "not-found"),
        (make_item(6, 3, enterprise="91410100MA9K0OTHER"), "refused", "not-found"),
        (make_item(7, 4, attachments=[missing]), "refused", "attachment-missing"),
        (make_item(8, 5, attachments=[ref]), "received", None),
    ]
    for number, (item, outcome, problem) in enumerate(items):
        exchange = window.say("item %d: %s" % (number, problem or outcome), "POST", "/v1/submissions", 200,
                              body=json.dumps({"submissions": [item]}), headers=JSON)
        result = json.loads(exchange.answer)["results"][0]
        found = result.get("problem", {}).get("type", "").split(":")[-1] or None
        report("item %d is judged so" % number,
               [] if (result["outcome"], found) == (outcome, problem) else [json.dumps(result)[:300]])
    window.say("a body that is no JSON", "POST", "/v1/submissions", 400, body="<html>", headers=JSON, is_bad=True)
    window.say("another type", "POST", "/v1/submissions", 415, body="{}", headers={"Content-Type": "text/plain"},
               is_bad=True)
    window.say("too many", "POST", "/v1/submissions", 413, headers=JSON, is_bad=True,
               body=json.dumps({"submissions": [make_item(1000 + n, 1) for n in range(501)]}))


def run_feed(window):
    page = json.loads(window.say("events", "GET", "/v1/events?limit=3", 200).answer)
    while page["more"]:
        cursor = urllib.parse.quote(page["cursor"])
        page = json.loads(window.say("events on", "GET", "/v1/events?limit=200&wait=0&cursor=" + cursor, 200).answer)
    window.say("a cursor of another history", "GET", "/v1/events?cursor=nothing", 410)
    window.say("a limit that is none", "GET", "/v1/events?limit=x", 400, is_bad=True)
    page = json.loads(window.say("filings", "GET", "/v1/filings?limit=1", 200).answer)
    report("the first page says where the feed goes on", [] if "feed" in page else ["it does not"])
    window.say("filings on", "GET", "/v1/filings?limit=10&cursor=" + urllib.parse.quote(page["cursor"]), 200)
    window.say("a listing's cursor is gone", "GET", "/v1/filings?cursor=nothing", 410)
    window.say("a listing's limit is none", "GET", "/v1/filings?limit=x", 400, is_bad=True)


def run_drafts(window):
    path = "/v1/drafts/" + FILING % 7
    body = json.dumps({"form": "registration.goods", "form_version": 1, "enterprise": ENTERPRISE, "document": {"name": "a"}})
    window.say("no draft", "GET", path, 404)
    window.say("no precondition", "PUT", path, 428, body=body, headers=JSON)
    tag = window.say("a new draft", "PUT", path, 201, body=body, headers=dict(JSON, **{"If-None-Match": "*"}))
    known = tag.answer_headers["etag"]
    window.say("new once more", "PUT", path, 412, body=body, headers=dict(JSON, **{"If-None-Match": "*"}))
    tag = window.say("changed", "PUT", path, 200, body=body, headers=dict(JSON, **{"If-Match": known}))
    window.say("changed elsewhere", "PUT", path, 412, body=body, headers=dict(JSON, **{"If-Match": known}))
    window.say("the draft", "GET", path, 200)
    window.say("no body", "PUT", path, 400, body="[]", headers=dict(JSON, **{"If-Match": known}), is_bad=True)
    window.say("a type that is none", "PUT", path, 415, body=body, headers={"Content-Type": "text/plain", "If-Match": known},
               is_bad=True)
    window.say("an enterprise of others", "PUT", path, 404, body=body.replace(ENTERPRISE, "OTHER"),
               headers=dict(JSON, **{"If-Match": known}))
    window.say("drafts", "GET", "/v1/drafts?limit=1", 200)
    window.say("drafts of another history", "GET", "/v1/drafts?cursor=nothing", 410)
    window.say("a limit of drafts that is none", "GET", "/v1/drafts?limit=x", 400, is_bad=True)
    window.say("deleting without knowing it", "DELETE", path, 428)
    window.say("deleting an older one", "DELETE", path, 412, headers={"If-Match": known})
    window.say("deleting", "DELETE", path, 204, headers={"If-Match": tag.answer_headers["etag"]})
    window.say("it is gone", "PUT", path, 412, body=body, headers=dict(JSON, **{"If-Match": known}))
    window.say("drafts with one that was deleted", "GET", "/v1/drafts", 200)
    window.say("no identifier", "DELETE", "/v1/drafts/abc", 404, is_bad=True)


def run_data(window):
    manifest = window.say("code tables", "GET", "/v1/code-tables", 200)
    window.say("the same", "GET", "/v1/code-tables", 304, headers={"If-None-Match": manifest.answer_headers["etag"]})
    table = json.loads(manifest.answer)["tables"][0]["table"]
    window.say("a table", "GET", "/v1/code-tables/" + table, 200)
    window.say("from a version that was never", "GET", "/v1/code-tables/%s?from=1" % table, 200)
    window.say("no such table", "GET", "/v1/code-tables/nothing", 404)
    for kind in window.description.document["components"]["schemas"]["EnquiryKind"]["enum"]:
        window.say("enquiry: " + kind, "GET", "/v1/enquiries/%s?q=a&from=2020-01-01&to=2030-01-01" % kind, 200)
    first = json.loads(window.say("an enquiry with many rows", "GET", "/v1/enquiries/product?q=", 200).answer)
    report("there is more", [] if first["more"] else ["there is not"])
    more = urllib.parse.quote(first["more"] or "")
    window.say("and it comes", "GET", "/v1/enquiries/product?cursor=" + more, 200)
    window.say("a day that is none", "GET", "/v1/enquiries/trade?from=x", 400)
    window.say("no such kind", "GET", "/v1/enquiries/weather", 404, is_bad=True)
    window.say("an enquiry's cursor is gone", "GET", "/v1/enquiries/trade?cursor=nothing", 410)


def run_limits(window):
    while Exchange(window, "", "POST", "/oauth/token", 401, body="grant_type=client_credentials",
                   headers=basic(b"guess", b"nobody")).status == 401:
        pass
    shut = window.say("too many wrong secrets", "POST", "/oauth/token", 429, body="grant_type=client_credentials",
                      headers=basic(b"guess", b"nobody"))
    report("how long is said", [] if shut.answer_headers.get("retry-after") else ["no Retry-After"])
    token = window.say("a token of a strict window", "POST", "/oauth/token", 200, body="grant_type=client_credentials",
                       headers=basic(b"sample"))
    window.token = json.loads(token.answer)["access_token"]
    while Exchange(window, "", "GET", "/v1/drafts", 200).status == 200:
        pass
    window.say("too often", "GET", "/v1/filings", 429)
    window.say("and what is sent, too", "POST", "/v1/submissions", 429, body='{"submissions":[]}', headers=JSON)


# What is not asked for on every path.
NEVER = {"403", "429", "503"}


def report_unused(description):
    for path, item in description.document["paths"].items():
        for method in ("get", "put", "post", "delete", "head"):
            if method not in item:
                continue
            statuses = set(item[method]["responses"]) - NEVER
            lacking = sorted(s for s in statuses if (path, method.upper(), s) not in description.used)
            good = [s for s in lacking if s < "300"]
            report("%s %s was used" % (method.upper(), path), ["never answered " + s for s in good])
            if lacking and not good:
                print("# never seen: " + " ".join(lacking))


def main():
    document = load("docs/api/openapi.yaml")
    schema = load("tests/contract/openapi/oas-3.0-schema.json")
    errors = jsonschema.Draft4Validator(schema).iter_errors(document)
    report("the file is OpenAPI 3.0", ["%s: %s" % ("/".join(map(str, e.absolute_path)), e.message[:200]) for e in errors])
    broken = dict(document, paths={"/x": {"get": {"summary": "no responses"}}})
    report("the schema would see a fault", [] if list(jsonschema.Draft4Validator(schema).iter_errors(broken)) else ["no"])
    description = Description(document)
    with tempfile.TemporaryDirectory(prefix="tongguan-openapi-") as folder:
        window = Window(folder, description)
        try:
            for part in (run_access, run_attachments, run_submissions, run_feed, run_drafts, run_data):
                part(window)
        finally:
            window.close()
        strict = Window(folder, description, "--rate", "1")
        try:
            run_limits(strict)
        finally:
            strict.close()
    report_unused(description)
    print("1..%d" % n_cases)
    return 1 if n_failed else 0


sys.exit(main())
