"""Compares action.yml with the program: inputs, their variables and defaults, outputs; and that no expression stands in a script."""

import re
import sys
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parents[2]

# What the step that gets the program takes, and the program does not.
INSTALL_ONLY = {"version"}


def main() -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text())
    source = (TOP / "checker/action/inputs.rs").read_text().split("#[cfg(test)]")[0]
    surfaces = (TOP / "checker/action/surfaces.rs").read_text()

    problems = []
    inputs, steps = action["inputs"], action["runs"]["steps"]
    read = set(re.findall(r'read\.\w+\("([a-z-]+)"\)', source))
    differ(problems, "inputs, and what inputs.rs reads", set(inputs) - INSTALL_ONLY, read)

    for name, known in inputs.items():
        if not known.get("description", "").strip() or "default" not in known:
            problems.append(f"the input {name} needs a description and a default")
        described = "Default:" in known["description"]
        if name != "token" and described != (known["default"] == ""):
            problems.append(f"the input {name}: an empty default is described (`Default: …`), any other is not")

    check = next(step for step in steps if step["id"] == "check")
    expected = {variable(name): "${{ inputs.%s }}" % name for name in read}
    passed = {name: value for name, value in check["env"].items() if name.startswith("INPUT_")}
    differ(problems, "variables of the step `check`, and inputs", set(passed.items()), set(expected.items()))
    everywhere = {value for step in steps for value in step["env"].values()}
    differ(problems, "inputs that no step takes", {name for name in inputs if "${{ inputs.%s }}" % name not in everywhere}, set())

    written = set(re.findall(r'\("([a-z-]+)",', surfaces[surfaces.index("self.outputs(&[") :]))
    differ(problems, "outputs, and what surfaces.rs writes", set(action["outputs"]), written)
    for name, output in action["outputs"].items():
        if output["value"] != "${{ steps.check.outputs.%s }}" % name:
            problems.append(f"the output {name} is not that of the step `check`")

    for step in steps:
        if "${{" in step["run"]:
            problems.append(f"an expression in the script of the step `{step['id']}`: its value would be run")

    for problem in problems:
        print(f"tests/action/inputs.py: {problem}", file=sys.stderr)
    sys.exit(bool(problems))


def variable(name: str) -> str:
    return "INPUT_" + name.upper().replace("-", "_")


def differ(problems: list[str], what: str, one: set, other: set) -> None:
    if one != other:
        problems.append(f"{what}: {sorted(one - other)} against {sorted(other - one)}")


main()
