#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""For the scripts beside it: asks a practice window without our client.

window.py URL list ACCOUNT SECRET    a line a filing: id, enterprise, number of submissions, number of receipts
window.py URL teach VERB             a verb of the classroom: keep, restore, reset
"""
import base64
import json
import sys
import urllib.parse
import urllib.request


def ask(url, method="GET", body=None, **headers):
    request = urllib.request.Request(url, data=body, method=method,
                                     headers={name.replace("_", "-"): value for name, value in headers.items()})
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def list_filings(url, account, secret):
    pair = base64.b64encode(("%s:%s" % (account, secret)).encode()).decode()
    token = ask(url + "/oauth/token", "POST", b"grant_type=client_credentials", Authorization="Basic " + pair,
                Content_Type="application/x-www-form-urlencoded")["access_token"]
    cursor = ""
    while True:
        page = ask(url + "/v1/filings?limit=100" + cursor, Authorization="Bearer " + token)
        for filing in page["filings"]:
            print(filing["filing"], filing["enterprise"], len(filing["submissions"]), len(filing["receipts"]))
        if not page["more"]:
            return
        cursor = "&cursor=" + urllib.parse.quote(page["cursor"])


def main():
    url, verb, *rest = sys.argv[1:]
    if verb == "list":
        list_filings(url, *rest)
    else:
        ask(url + "/classroom/" + rest[0], "POST", b"{}", Content_Type="application/json")


main()
