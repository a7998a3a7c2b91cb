#!/usr/bin/env python3
"""Lets the Open Policy Agent evaluate all policies on one inventory, for `cargo bench`, and prints what that took.

usage: opa.py LIBRARY MODULES DATA INVENTORY

LIBRARY is what `tests/opa/install` prints, INVENTORY what `checker inventory` prints: read and joined already, which is no work of OPA's.
Standard output: the seconds and the seconds of CPU time for the evaluation, and the most memory the process held, in kilobytes.
"""
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/opa"))
import opa  # noqa: E402


def main():
    library, modules, data, inventory = sys.argv[1:]
    engine = opa.Opa(library)
    for file in sorted(Path(modules).rglob("*.rego")):
        if not file.name.endswith("_test.rego"):
            engine.call("OpaAddPolicy", str(file), file.read_text())
    engine.call("OpaAddData", "", Path(data).read_text())
    document = Path(inventory).read_bytes()
    began, start = time.perf_counter(), time.process_time()
    found = engine.evaluate("data.policies", document)
    took, cpu = time.perf_counter() - began, time.process_time() - start
    assert found and found[0], "OPA found no policies"
    print(took, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


main()
