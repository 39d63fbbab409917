#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real nginx with docs/nginx/tongguan.conf in front of a practice window: TLS, an exchange from discovery to event, long
polls, a class's worth of them, bodies, and what must not be reached from outside.

Usage: test-nginx.py SOURCE_ROOT PRACTICE_PROGRAM TONGGUANCTL. Prints TAP.
"""

import base64
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

root, practice, tongguanctl = sys.argv[1:4]
nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
if nginx is None:
    print("1..0 # SKIP needs nginx (Debian: nginx-light)")
    sys.exit(0)

ENTERPRISE = "91410100MA0000015B"
N_ACCOUNTS = 25
N_POLLS = 200
SLOWNESS = int(os.environ.get("TG_TEST_SLOWNESS", "1"))
work = tempfile.mkdtemp(prefix="tongguan-nginx-")
n_cases = 0


def check(name, ok, detail=""):
    global n_cases
    n_cases += 1
    print("%s %d %s" % ("ok" if ok else "not ok", n_cases, name))
    if not ok:
        print("# %s" % str(detail)[:2000].replace("\n", "\n# "))
    sys.stdout.flush()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_certificate(name, *more):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=" + name, "-keyout", "%s/%s.key" % (work, name), "-out", "%s/%s.pem" % (work, name), *more],
                   check=True, stderr=subprocess.DEVNULL)


def start_practice(port):
    arguments = [practice, "--instant", "--db", work + "/practice.db", "--enterprise", ENTERPRISE,
                 "--public-url", "https://localhost:%d" % port, "--sample", "--certificate", "sample:" + work + "/mine.pem"]
    for i in range(N_ACCOUNTS):
        arguments += ["--account", "pupil%d:secret" % i]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    return process, int(process.stdout.readline().rsplit(":", 1)[1])


def put(text, pattern, value):
    text, count = re.subn(pattern, value, text)
    assert count > 0, pattern
    return text


def start_nginx(port, window_port):
    """The file as it is, but for its places."""
    with open(root + "/docs/nginx/tongguan.conf", encoding="utf-8") as source:
        site = source.read()
    site = put(site, r"listen 443 ", "listen 127.0.0.1:%d " % port)
    site = put(site, r"127\.0\.0\.1:8440", "127.0.0.1:%d" % window_port)
    site = put(site, r"server_name class\.example", "server_name localhost")
    site = put(site, r"/etc/ssl/class\.example\.pem", work + "/localhost.pem")
    site = put(site, r"/etc/ssl/private/class\.example\.key", work + "/localhost.key")
    with open(work + "/site.conf", "w", encoding="utf-8") as target:
        target.write(site)
    paths = "".join("%s_temp_path %s/%s;\n" % (name, work, name)
                    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(work + "/nginx.conf", "w", encoding="utf-8") as target:
        target.write("%sdaemon off;\nworker_processes 1;\nworker_rlimit_nofile 8192;\npid %s/nginx.pid;\n"
                     "error_log %s/error.log;\nevents { worker_connections 4096; }\n"
                     "http {\naccess_log off;\n%sinclude %s/site.conf;\n}\n"
                     % ("user root;\n" if os.geteuid() == 0 else "", work, work, paths, work))
    tried = subprocess.run([nginx, "-t", "-e", work + "/error.log", "-p", work, "-c", work + "/nginx.conf"],
                           capture_output=True, text=True)
    check("nginx takes the file", tried.returncode == 0, tried.stderr)
    return subprocess.Popen([nginx, "-e", work + "/error.log", "-p", work, "-c", work + "/nginx.conf"])


class Client:
    def __init__(self, port):
        self.port = port
        self.context = ssl.create_default_context(cafile=work + "/localhost.pem")
        self.token = None

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPSConnection("localhost", self.port, context=self.context, timeout=70 * SLOWNESS)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None and "Authorization" not in named:
            named["Authorization"] = "Bearer " + self.token
        if body is not None:
            named.setdefault("Content-Type", "application/json")
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def log_in(self, account):
        basic = base64.b64encode(("%s:secret" % account).encode()).decode()
        answer, content = self.ask("POST", "/oauth/token", "grant_type=client_credentials",
                                   Authorization="Basic " + basic, Content_Type="application/x-www-form-urlencoded")
        self.token = json.loads(content)["access_token"] if answer.status == 200 else None
        return self.token is not None


def make_batch(number):
    name = "0190a06c-0000-7000-8000-%012x" % number
    item = {"id": name, "action": "file", "filing": name, "form": "registration.goods", "form_version": 1,
            "enterprise": ENTERPRISE, "document": {"name": "天然蜂蜜"}}
    canonical = json.dumps(item, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    item["digest"] = "sha-256=:%s:" % base64.b64encode(hashlib.sha256(canonical).digest()).decode()
    return json.dumps({"submissions": [item]}, ensure_ascii=False).encode()


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds * SLOWNESS
    while time.monotonic() < end:
        try:
            if condition():
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def get_metric(client, name):
    _, content = client.ask("GET", "/metrics")
    match = re.search(r"^%s (\d+)" % name, content.decode(), re.MULTILINE)
    return int(match.group(1)) if match else -1


def test_exchange(client):
    answer, content = client.ask("GET", "/.well-known/single-window")
    check("discovery comes through TLS", answer.status == 200 and json.loads(content)["service"] == "single-window", content)
    check("a token is given", client.log_in("pupil0"))
    answer, content = client.ask("POST", "/v1/submissions", make_batch(1))
    check("a submission is received", answer.status == 200 and json.loads(content)["results"][0]["outcome"] == "received", content)
    check("the epoch's header stays", answer.headers.get("Single-Window-Epoch", "") != "")
    answer, content = client.ask("POST", "/v1/submissions", make_batch(1))
    check("and known when it comes again", json.loads(content)["results"][0]["duplicate"] is True, content)

    def has_receipt():
        _, feed = client.ask("GET", "/v1/events?wait=5")
        return any(event["type"] == "receipt" for event in json.loads(feed)["events"])
    check("its receipt comes as an event", wait_for(has_receipt))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def make_assertion(audience):
    """What "mine" says of itself, signed with ES256 (RFC 7515), so that not only our own client speaks here."""
    with open(work + "/mine.pem", encoding="ascii") as source:
        key_id = base64url(hashlib.sha256(ssl.PEM_cert_to_DER_cert(source.read())).digest()).decode()
    claims = {"iss": "sample", "sub": "sample", "aud": audience, "jti": os.urandom(8).hex(), "exp": int(time.time()) + 60}
    text = base64url(json.dumps({"alg": "ES256", "kid": key_id}).encode()) + b"." + base64url(json.dumps(claims).encode())
    der = subprocess.run(["openssl", "dgst", "-sha256", "-sign", work + "/mine.key"], input=text, check=True,
                         stdout=subprocess.PIPE).stdout
    first = der[4:4 + der[3]]
    second = der[6 + der[3]:]
    signature = b"".join(number.lstrip(b"\0").rjust(32, b"\0") for number in (first, second))
    return (text + b"." + base64url(signature)).decode()


def log_in_by_certificate(client, audience):
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials", "client_assertion": make_assertion(audience),
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"})
    answer, content = client.ask("POST", "/oauth/token", form, Authorization="", Content_Type="application/x-www-form-urlencoded")
    return answer.status, content


def control(*arguments):
    return subprocess.run([tongguanctl, "--lang", "en", "--workspace", work + "/workspace", *arguments], text=True,
                          stdin=subprocess.DEVNULL, capture_output=True,
                          env=dict(os.environ, HOME=work, XDG_DATA_HOME=work + "/data"))


def test_certificates(port, client, window_port):
    """private_key_jwt: the window does not see the name that the client sees, and is told it."""
    public = "https://localhost:%d/oauth/token" % port
    status, content = log_in_by_certificate(client, public)
    check("an assertion for the public address is good", status == 200 and b"access_token" in content, content)
    for audience in ("http://127.0.0.1:%d/oauth/token" % window_port, "https://127.0.0.1:%d/oauth/token" % port,
                     "https://localhost/oauth/token", "https://other.example/oauth/token"):
        status, content = log_in_by_certificate(client, audience)
        check("one for %s is not" % audience.replace(str(port), "PORT").replace(str(window_port), "WINDOW"), status == 401, content)
    direct = http.client.HTTPConnection("127.0.0.1", window_port)
    direct.request("POST", "/oauth/token", urllib.parse.urlencode({
        "grant_type": "client_credentials", "client_assertion": make_assertion("http://127.0.0.1:%d/oauth/token" % window_port),
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}),
        {"Content-Type": "application/x-www-form-urlencoded"})
    check("nor is it beside nginx", direct.getresponse().status == 401)
    for arguments in (("sample",), ("certificate", work + "/mine.pem", "--key", work + "/mine.key"),
                      ("connect", "https://localhost:%d" % port, "sample", "--authority", work + "/localhost.pem",
                       "--by-certificate"), ("sync",)):
        ran = control(*arguments)
        check("the client: " + arguments[0], ran.returncode == 0, ran.stdout + ran.stderr)
    refused = subprocess.run([practice, "--public-url", "http://class.example"], capture_output=True, text=True)
    check("a public address without TLS is refused", refused.returncode == 1 and "class.example" in refused.stderr, refused)


def test_polls(client):
    time.sleep(1)       # the agencies have done with the first one
    _, content = client.ask("GET", "/v1/events?limit=1000")
    cursor = json.loads(content)["cursor"]
    start = time.monotonic()
    answer, content = client.ask("GET", "/v1/events?cursor=%s&wait=3" % cursor)
    took = time.monotonic() - start
    check("an empty poll waits and is answered", answer.status == 200 and json.loads(content)["events"] == [] and took > 2, took)

    result = {}

    def poll():
        result["answer"] = client.ask("GET", "/v1/events?cursor=%s&wait=50" % cursor)
        result["end"] = time.monotonic()
    thread = threading.Thread(target=poll)
    thread.start()
    wait_for(lambda: get_metric(client, "tongguan_parked_polls") == 1)
    client.ask("POST", "/v1/submissions", make_batch(2))
    sent = time.monotonic()
    thread.join()
    check("one that waits is woken at once", json.loads(result["answer"][1])["events"] != []
          and result["end"] - sent < 5 * SLOWNESS, result)


def test_bodies(client):
    answer, content = client.ask("POST", "/v1/submissions", b" " * (8 * 1024 * 1024 + 1))
    check("what is too large the window itself refuses", answer.status == 413 and "Single-Window-Epoch" in answer.headers
          and json.loads(content)["type"].endswith(":too-large"), (answer.status, content))
    whole = os.urandom(1024 * 1024)
    path = "/v1/attachments/" + hashlib.sha256(whole).hexdigest()
    answer, content = client.ask("PUT", path, whole, Upload_Offset="0", Upload_Length=str(len(whole)),
                                 Content_Type="application/octet-stream")
    check("a whole piece is taken", answer.status == 201, (answer.status, content))
    broken = os.urandom(1000000)
    path = "/v1/attachments/" + hashlib.sha256(broken).hexdigest()
    with socket.create_connection(("localhost", client.port)) as plain, \
            client.context.wrap_socket(plain, server_hostname="localhost") as secure:
        secure.sendall(("PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nUpload-Offset: 0\r\n"
                        "Upload-Length: 1000000\r\nContent-Length: 1000000\r\n\r\n" % (path, client.token)).encode())
        secure.sendall(broken[:400000])
        time.sleep(0.5)

    def has_come():
        answer, _ = client.ask("HEAD", path)
        return int(answer.headers.get("Upload-Offset", 0)) > 0
    check("of one that breaks off counts what came", wait_for(has_come))


def test_places(client):
    for path in ("/classroom/reset", "/classroom/advance"):
        answer, content = client.ask("POST", path, b'{"seconds":1}')
        check("%s is not reached" % path, answer.status == 404 and "Single-Window-Epoch" not in answer.headers, content)
    answer, content = client.ask("GET", "/healthz")
    check("health is told to this computer", answer.status == 200 and content == b"ok\n", content)
    with socket.create_connection(("localhost", client.port)) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        check("nothing is answered without TLS", b" 400 " in plain.recv(1000).splitlines()[0])
    answer, content = client.ask("GET", "/v1/code-tables", Accept_Encoding="gzip")
    check("long answers are packed", answer.headers.get("Content-Encoding") == "gzip", answer.headers)


def test_class(port, client, window):
    clients = [Client(port) for _ in range(N_ACCOUNTS)]
    for i, one in enumerate(clients):
        one.context = client.context
        one.log_in("pupil%d" % i)
        _, content = one.ask("GET", "/v1/events?limit=1000")
        one.cursor = json.loads(content)["cursor"]
    answers = []

    def poll(one):
        answers.append(one.ask("GET", "/v1/events?cursor=%s&wait=55" % one.cursor)[0].status)
    threads = [threading.Thread(target=poll, args=(clients[i % N_ACCOUNTS],)) for i in range(N_POLLS)]
    for thread in threads:
        thread.start()
    check("%d polls wait at the same time" % N_POLLS, wait_for(lambda: get_metric(client, "tongguan_parked_polls") == N_POLLS, 40),
          get_metric(client, "tongguan_parked_polls"))
    answer, _ = client.ask("POST", "/v1/submissions", make_batch(3))
    check("and others are served", answer.status == 200)
    window.send_signal(signal.SIGTERM)
    for thread in threads:
        thread.join()
    check("each is answered when the window ends", answers == [200] * N_POLLS, (len(answers), set(answers)))
    check("which it does by itself", window.wait() == 0)
    answer, content = client.ask("GET", "/v1/events")
    check("without it nothing speaks in its name", answer.status == 502 and "Single-Window-Epoch" not in answer.headers, content)


def run():
    make_certificate("localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    make_certificate("mine")
    port = free_port()
    window, window_port = start_practice(port)
    server = start_nginx(port, window_port)
    client = Client(port)
    try:
        if not wait_for(lambda: client.ask("GET", "/healthz")[0].status == 200):
            print("Bail out! nginx does not answer")
            return
        test_exchange(client)
        test_certificates(port, client, window_port)
        test_polls(client)
        test_bodies(client)
        test_places(client)
        test_class(port, client, window)
    finally:
        for process in (server, window):
            process.terminate()
            process.wait()
    print("1..%d" % n_cases)


try:
    run()
finally:
    shutil.rmtree(work)
