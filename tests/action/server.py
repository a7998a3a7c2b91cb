"""GitHub's API on this machine, as far as the action uses it, for tests/action/act.

    server.py REPOSITORY STATE

REPOSITORY is a git repository: the archive of a commit is made of it. STATE is a directory: `requests` gets a line for each request, `NUMBER.md`
is a comment as it is, and while `read-only` is there the token can only read. Prints its address.
"""

import json
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

REPOSITORY, STATE = Path(sys.argv[1]), Path(sys.argv[2])
TOKEN = "ghs_for_tests_alone_and_for_nothing_else"
LOGIN = "github-actions[bot]"
AT = "2026-01-01T00:00:00Z"

lock = Lock()
comments: dict[int, dict] = {}
check_runs: dict[int, dict] = {}


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
    prefix = f"--prefix=acme-health-{commit[:7]}/"
    made = subprocess.run(["git", "-C", str(REPOSITORY), "archive", "--format=tar.gz", prefix, commit], capture_output=True)
    return (200, made.stdout) if made.returncode == 0 else (404, {"message": "Not Found"})


def list_comments(_: dict, pull_request: str) -> tuple[int, object]:
    return 200, [comment for comment in comments.values() if comment["issue"] == pull_request]


def create_comment(body: dict, pull_request: str) -> tuple[int, object]:
    number = len(comments) + 1
    comments[number] = {"id": number, "issue": pull_request, "user": {"login": LOGIN}, "updated_at": AT}
    return 201, write(number, body["body"])


def comment(_: dict, number: str) -> tuple[int, object]:
    return (200, comments[int(number)]) if int(number) in comments else (404, {"message": "Not Found"})


def change_comment(body: dict, number: str) -> tuple[int, object]:
    return (200, write(int(number), body["body"])) if int(number) in comments else (404, {"message": "Not Found"})


def delete_comment(_: dict, number: str) -> tuple[int, object]:
    (STATE / f"{number}.md").unlink(missing_ok=True)
    return (204, None) if comments.pop(int(number), None) else (404, {"message": "Not Found"})


def write(number: int, body: str) -> dict:
    comments[number]["body"] = body
    (STATE / f"{number}.md").write_text(body)
    return comments[number]


def create_check_run(body: dict) -> tuple[int, object]:
    number = len(check_runs) + 1
    check_runs[number] = body | {"id": number}
    return 201, check_runs[number]


def change_check_run(body: dict, number: str) -> tuple[int, object]:
    check_runs[int(number)] |= body
    return 200, check_runs[int(number)]


ROUTES = [
    ("GET", r"/repos/acme/health/tarball/([0-9a-f]{40})", archive),
    ("GET", r"/repos/acme/health/issues/(\d+)/comments", list_comments),
    ("POST", r"/repos/acme/health/issues/(\d+)/comments", create_comment),
    ("GET", r"/repos/acme/health/issues/comments/(\d+)", comment),
    ("PATCH", r"/repos/acme/health/issues/comments/(\d+)", change_comment),
    ("DELETE", r"/repos/acme/health/issues/comments/(\d+)", delete_comment),
    ("POST", r"/repos/acme/health/check-runs", create_check_run),
    ("PATCH", r"/repos/acme/health/check-runs/(\d+)", change_check_run),
]


server = ThreadingHTTPServer(("127.0.0.1", 0), GitHub)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
