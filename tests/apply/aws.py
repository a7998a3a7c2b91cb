"""AWS's own command line, in this process: what it answers, as Python values; and what was expected of it."""

import contextlib
import io
import json

from awscli.clidriver import create_clidriver

DRIVER = create_clidriver()


def aws(*words):
    """What the command answers. A failure ends the test: nothing that is read here may be missing."""
    answer, complaint = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(complaint):
        status = DRIVER.main([*words, "--region", "eu-central-1", "--output", "json"])
    if status:
        raise SystemExit(f"aws {' '.join(words)}: {complaint.getvalue().strip()}")
    return json.loads(answer.getvalue() or "null")


class Expectations:
    """Facts that were compared. Every one that is wrong is told, not the first alone."""

    def __init__(self):
        self.count = 0
        self.wrong = []

    def equal(self, what, found, expected):
        self.count += 1
        if found != expected:
            self.wrong.append(f"{what} is {found!r}, not {expected!r}")

    def finish(self):
        if self.wrong:
            raise SystemExit("\n".join(self.wrong))
        print(f"read back: {self.count} facts are as the architecture says")
