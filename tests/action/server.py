"""GitHub's API on this machine, as far as the action uses it, for tests/action/act.

    server.py REPOSITORY STATE

REPOSITORY is a git repository: the archive of a commit is made of it. STATE is a directory: `requests` gets a line for each request,
`PULL-NUMBER.md` is a comment as it is, `pulls.json` is the list of pull requests, and while `read-only` is there the token can only read. Prints
its address.
"""

import json
import re
import subprocess
import sys
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

REPOSITORY, STATE = Path(sys.argv[1]), Path(sys.argv[2])
TOKEN = "ghs_for_tests_alone_and_for_nothing_else"
LOGIN = "github-actions[bot]"
AT = "2026-01-01T00:00:00Z"

lock = Lock()
comments: dict[int, dict] = {}


class GitHub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            with (STATE / "requests").open("a") as log:
                log.write(f"{self.command} {self.path}\n")
            status, answer = self.route(json.loads(body) if body else {})
        is_archive = isinstance(answer, bytes)
        content = answer if is_archive else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/gzip" if is_archive else "application/json")
        self.send_header("Content-Length", str(len(content) if status != 204 else 0))
        self.end_headers()
        if status != 204:
            self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_DELETE = handle_any

    def route(self, body: dict) -> tuple[int, object]:
        path = self.path.split("?")[0]
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        if path == "/graphql":
            return 200, {"data": {"viewer": {"login": LOGIN}}}
        if self.command != "GET" and (STATE / "read-only").exists():
            return 403, {"message": "Resource not accessible by integration"}
        for method, pattern, answer in ROUTES:
            found = re.fullmatch(pattern, path)
            if method == self.command and found:
                return answer(body, *found.groups())
        return 404, {"message": "Not Found"}

    def log_message(self, *_: object) -> None:
        pass


def archive(_: dict, commit: str) -> tuple[int, object]:
    content = packed(commit)
    return (200, content) if content else (404, {"message": "Not Found"})


@cache
def packed(commit: str) -> bytes:
    command = ["git", "-C", str(REPOSITORY), "-c", "tar.tar.gz.command=gzip -1cn", "archive", "--format=tar.gz"]
    return subprocess.run([*command, f"--prefix=acme-health-{commit[:7]}/", commit], stdout=subprocess.PIPE).stdout


def pull_requests(_: dict) -> tuple[int, object]:
    known = STATE / "pulls.json"
    return 200, json.loads(known.read_text()) if known.exists() else []


def list_comments(_: dict, pull_request: str) -> tuple[int, object]:
    return 200, [comment for comment in comments.values() if comment["issue"] == pull_request]


def create_comment(body: dict, pull_request: str) -> tuple[int, object]:
    number = max(comments, default=0) + 1
    comments[number] = {"id": number, "issue": pull_request, "user": {"login": LOGIN}, "updated_at": AT}
    return 201, write(number, body["body"])


def comment(_: dict, number: str) -> tuple[int, object]:
    return (200, comments[int(number)]) if int(number) in comments else (404, {"message": "Not Found"})


def change_comment(body: dict, number: str) -> tuple[int, object]:
    return (200, write(int(number), body["body"])) if int(number) in comments else (404, {"message": "Not Found"})


def delete_comment(_: dict, number: str) -> tuple[int, object]:
    if int(number) not in comments:
        return 404, {"message": "Not Found"}
    file(int(number)).unlink()
    del comments[int(number)]
    return 204, None


def write(number: int, body: str) -> dict:
    comments[number]["body"] = body
    file(number).write_text(body)
    return comments[number]


def file(number: int) -> Path:
    return STATE / f"{comments[number]['issue']}-{number}.md"


ROUTES = [
    ("GET", r"/repos/acme/health/tarball/([0-9a-f]{40})", archive),
    ("GET", r"/repos/acme/health/pulls", pull_requests),
    ("GET", r"/repos/acme/health/issues/(\d+)/comments", list_comments),
    ("POST", r"/repos/acme/health/issues/(\d+)/comments", create_comment),
    ("GET", r"/repos/acme/health/issues/comments/(\d+)", comment),
    ("PATCH", r"/repos/acme/health/issues/comments/(\d+)", change_comment),
    ("DELETE", r"/repos/acme/health/issues/comments/(\d+)", delete_comment),
]


server = ThreadingHTTPServer(("127.0.0.1", 0), GitHub)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
