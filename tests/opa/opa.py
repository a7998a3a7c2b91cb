#!/usr/bin/env python3
"""Asks the real Open Policy Agent what a set of Rego modules says, so that the built-in engine can be compared with it.

usage: opa.py [LIBRARY]        LIBRARY, or CHECKER_OPA_LIBRARY: the shared library whose path `tests/opa/install` prints

Standard input:  {"modules": {PATH: TEXT}, "data": {...},
                  "asked": [{"modules": [PATH, ...], "queries": ["data.policies.x.deny", ...], "input": {...}}, ...]}
Standard output: one {QUERY: RESULT} per entry of `asked`, in order; a query that is undefined is left out. A set is a sorted list.
Exit status 2, with the reason on standard error, where the request is malformed or OPA refuses a module, a query or a value.
"""

import ctypes
import json
import os
import sys


class Refused(Exception):
    """The request or a module is wrong: for the caller to mend."""


class Opa:
    """One engine inside the shared library. Every answer is a JSON envelope that the library allocates and we give back."""

    CALLS = {"OpaAddPolicy": 2, "OpaAddData": 2, "OpaEvalQuery": 4}

    def __init__(self, path):
        try:
            self.library = ctypes.CDLL(path)
            self.library.OpaNew.restype = ctypes.c_uint64
            self.library.OpaFreeString.argtypes = [ctypes.c_void_p]
            for name in self.CALLS:
                getattr(self.library, name).restype = ctypes.c_void_p
        except (OSError, AttributeError) as error:
            raise Refused(f"{path}: is not OPA's shared library: {error}; run tests/opa/install") from error
        texts = [ctypes.c_char_p, ctypes.c_char_p]
        for name, count in self.CALLS.items():
            # What follows the two texts are switches: coverage and trace.
            getattr(self.library, name).argtypes = [ctypes.c_uint64, *texts, *[ctypes.c_int] * (count - 2)]
        self.engine = self.library.OpaNew()

    def call(self, name, *arguments):
        encoded = [argument.encode() if isinstance(argument, str) else argument for argument in arguments]
        address = getattr(self.library, name)(self.engine, *encoded)
        if not address:
            raise Refused(f"{name} gave no answer")
        try:
            envelope = json.loads(ctypes.string_at(address))
        finally:
            self.library.OpaFreeString(address)
        error = envelope.get("error")
        if error:
            raise Refused(f"{error.get('code', 'error')}: {error.get('message', '')}")
        return envelope.get("result")

    def evaluate(self, query, document):
        """The query's value in a list, which is empty where the query is undefined."""
        found = self.call("OpaEvalQuery", f"result = {query}", document, 0, 0) or []
        return [row["bindings"]["result"] for row in found]


def read(stream):
    try:
        request = json.load(stream)
    except ValueError as error:
        raise Refused(f"standard input is no JSON: {error}") from error
    if not isinstance(request, dict):
        raise Refused("the request is no object")
    for key, kind in {"modules": dict, "data": dict, "asked": list}.items():
        if not isinstance(request.get(key), kind):
            raise Refused(f"the request's `{key}` is missing or no {kind.__name__}")
    return request


def text(value):
    # Escaped, so that there is no NUL byte for C to end a text at.
    return json.dumps(value, separators=(",", ":"))


def answers_of(opa, queries, document):
    """All queries in one, where all are defined."""
    for values in opa.evaluate("[" + ", ".join(queries) + "]", document):
        return dict(zip(queries, values))
    return {query: value for query in queries for value in opa.evaluate(query, document)}


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CHECKER_OPA_LIBRARY")
    if not path:
        raise Refused("name OPA's shared library: CHECKER_OPA_LIBRARY=$(tests/opa/install)")
    request = read(sys.stdin)
    data = text(request["data"])
    engine = (None, None)
    answers = []
    for asked in request["asked"]:
        # OPA compiles all modules for each query: an engine with those alone that are asked takes a fraction of the time.
        if engine[0] != asked["modules"]:
            engine = (asked["modules"], Opa(os.path.abspath(path)))
            for name in asked["modules"]:
                engine[1].call("OpaAddPolicy", name, request["modules"][name])
            engine[1].call("OpaAddData", "", data)
        answers.append(answers_of(engine[1], asked["queries"], text(asked["input"])))
    json.dump(answers, sys.stdout, sort_keys=True, separators=(",", ":"))
    sys.stdout.write("\n")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        print(f"opa.py: {refusal}", file=sys.stderr)
        sys.exit(2)
