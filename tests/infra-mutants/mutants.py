"""Makes the edits of edits.yaml one by one, plans each and has the plan judged: exactly the expected policies have to turn.

Run by `run`, which prepares the copies of the repository and says what Terraform needs. An edit is made in a copy and taken back
afterwards. The policies that judge are the repository's own, so a number that changes in the copy of policies/data is one that infra/
alone has changed.
"""

import argparse
import json
import queue
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
TABLE = HERE / "edits.yaml"
POLICIES = TOP / "policies"

REQUIRED = {"id", "plan", "file", "expect"}
OPTIONAL = {"find", "with", "remove", "add", "quick", "known"}
TURNED = {"fail", "undetermined"}


class Wrong(Exception):
    """What the person who runs this must mend: the table, or a command that failed."""


def main():
    parser = argparse.ArgumentParser(prog="tests/infra-mutants/run")
    parser.add_argument("--quick", action="store_true", help="the edits that are marked quick")
    parser.add_argument("checker", help="the program")
    parser.add_argument("edit", nargs="*", help="edits by their id; all of them if none is named")
    # From here on by `run`.
    parser.add_argument("--copies", nargs="+", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--plans", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    # One row per plan: its name, its root, `first` or `applied`, Terraform's arguments.
    plans = {name: (root, arguments) for name, root, _, *arguments in map(str.split, options.plans.splitlines())}

    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    check(table, plans)
    edits = [edit for edit in table["edits"] if (edit.get("quick") or not options.quick) and (edit["id"] in options.edit or not options.edit)]
    unknown = set(options.edit) - {edit["id"] for edit in edits}
    if unknown or not edits:
        raise Wrong(f"no such edit: {', '.join(sorted(unknown))}")

    bench = Bench(Path(options.checker).resolve(), [Path(copy) for copy in options.copies], plans)
    began, wrong = time.monotonic(), 0
    # What turns without an edit: a plan with a switch on costs more than its ceiling, for one.
    names = sorted({edit["plan"] for edit in edits})
    unedited = dict(zip(names, map(bench.committed, names)))
    with ThreadPoolExecutor(len(options.copies)) as pool:
        for edit, (seconds, outcome) in zip(edits, pool.map(lambda edit: bench.attempt(edit, unedited[edit["plan"]]), edits)):
            lines = [outcome] if isinstance(outcome, str) else list(differences(edit, outcome))
            wrong += bool(lines)
            said = " ".join(f"{policy}={verdict}" for policy, verdict in edit["expect"].items())
            print(f"{'WRONG' if lines else 'ok':5} {edit['id']} ({edit['plan']}, {seconds:.0f} s): {said}", flush=True)
            for line in lines:
                print(f"      {line}", flush=True)
    print(f"{len(edits)} edits, {wrong} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def check(table, plans):
    """What is wrong with the table itself, in the edits that are not run as well."""
    policies = {f"{file.parent.parent.name}/{file.parent.name}" for file in POLICIES.glob("*/*/policy.rego")}
    wrong, seen, turned = [], set(), set()
    for edit in table["edits"]:
        name = edit.get("id", "an edit without id")
        if not REQUIRED <= edit.keys() <= REQUIRED | OPTIONAL:
            wrong.append(f"{name}: has {', '.join(edit)}")
            continue
        if name in seen:
            wrong.append(f"{name}: stands there twice")
        seen.add(name)
        if edit["plan"] not in plans:
            wrong.append(f"{name}: no plan is called {edit['plan']}")
        if not edit["expect"] and "known" not in edit:
            wrong.append(f"{name}: expects nothing, and does not say what is known to be wrong")
        wrong += [f"{name}: no policy is called {policy}" for policy in edit["expect"] if policy not in policies]
        wrong += [f"{name}: {verdict} is no verdict that turns" for verdict in edit["expect"].values() if verdict not in TURNED]
        turned |= edit["expect"].keys()
        try:
            edited(edit, (TOP / edit["file"]).read_text(encoding="utf-8"))
        except (Wrong, OSError) as error:
            wrong.append(str(error))
    cannot = table["cannot"].keys()
    wrong += [f"{policy}: no edit turns it, and `cannot` does not say why" for policy in sorted(policies - turned - cannot)]
    wrong += [f"{policy}: stands under `cannot`, and {'an edit turns it' if policy in turned else 'is no policy'}" for policy in sorted(cannot & turned | cannot - policies)]
    if wrong:
        raise Wrong("\n".join(f"{TABLE.name}: {line}" for line in wrong))


def edited(edit, text):
    """The file's text with the edit in it."""
    if "add" in edit:
        return f"{text}\n{edit['add']}"
    find = edit.get("find") or edit["remove"]
    times = text.count(find)
    if times != 1:
        raise Wrong(f"{edit['id']}: {edit['file']} has {times} times, not once: {find.strip()}")
    if "find" in edit:
        return text.replace(find, edit["with"])
    # From the block's first line to the bracket that ends it, which stands as far to the left.
    start = text.rindex("\n", 0, text.index(find)) + 1
    indent = text[start : text.index(find)]
    end = f"\n{indent}}}\n"
    return text[:start] + text[text.index(end, start) + len(end) :]


def differences(edit, findings):
    """What the edit was expected to turn and did not, and what it turned besides."""
    turned = {}
    for policy, verdict, _ in findings:
        # One that fails fails, whatever else is undetermined.
        if turned.get(policy) != "fail":
            turned[policy] = verdict
    for policy, verdict in edit["expect"].items():
        if turned.get(policy) != verdict:
            yield f"expected {policy} to be {verdict}, and it is {turned.get(policy, 'as it was')}"
    for policy, verdict in sorted(turned.items()):
        if policy not in edit["expect"]:
            yield f"not expected, {policy} is {verdict}"
            for (found, _, subject), message in findings.items():
                if found == policy:
                    yield f"  {subject}: {message}"


class Bench:
    """The copies of the repository, of which each worker takes one at a time."""

    def __init__(self, checker, copies, plans):
        self.checker, self.plans = checker, plans
        self.copies = queue.Queue()
        for copy in copies:
            self.copies.put(copy)

    def committed(self, name):
        """The findings of fixtures/plans, which fixtures/regenerate --check keeps as infra/ is."""
        root, _ = self.plans[name]
        return self.judge(TOP / "fixtures" / "plans" / f"{name}.json", TOP / root, TOP)

    def attempt(self, edit, unedited):
        """How long it took, and the findings that the edit brings, or what went wrong."""
        copy = self.copies.get()
        began, file = time.monotonic(), copy / edit["file"]
        text = file.read_text(encoding="utf-8")
        try:
            file.write_text(edited(edit, text), encoding="utf-8")
            root, arguments = self.plans[edit["plan"]]
            found = self.judge(self.plan(copy / root, arguments), copy / root, copy)
            return time.monotonic() - began, {finding: message for finding, message in found.items() if finding not in unedited}
        except Wrong as error:
            return time.monotonic() - began, str(error)
        finally:
            file.write_text(text, encoding="utf-8")
            self.copies.put(copy)

    def plan(self, root, arguments):
        # The state is local while Terraform plans. The source that is judged says where it really is.
        here, aside = root / "override.tf", root / "override.tf.aside"
        aside.rename(here)
        try:
            run(["terraform", "plan", "-no-color", "-input=false", "-lock=false", "-refresh=false", "-out=plan.tfplan", *arguments], root)
            (root / "plan.json").write_text(run(["terraform", "show", "-json", "plan.tfplan"], root), encoding="utf-8")
        finally:
            here.rename(aside)
        return root / "plan.json"

    def judge(self, plan, source, copy):
        command = [str(self.checker), "plan", str(plan), "--policies", str(POLICIES), "--source", str(source)]
        report = run([*command, "--usage", str(copy / "infra/usage.yaml"), "--output", "json"], TOP, {0, 1, 3})
        # What a message says is no part of a finding: a cost, say, changes with any edit.
        return {
            (result["policy"], result["verdict"], result["resource"] or result["missing"] or result["scope"]): result["message"] or result["reason"]
            for result in json.loads(report)["results"]
            if result["verdict"] in TURNED
        }


def run(command, directory, statuses=(0,)):
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if done.returncode not in statuses:
        raise Wrong(f"failed: {' '.join(command[:2])}\n{done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Wrong as error:
        sys.exit(f"tests/infra-mutants: {error}")
