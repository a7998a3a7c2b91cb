//! Waivers and attestations through the program: their whole life, what every output says of them, and what is refused.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod files;
mod life;
mod matching;
mod shown;

use std::collections::BTreeMap;

use serde_json::Value;
use support::{Ran, checker_in, plan_json, scratch, top};

/// A repository: `checker.yaml`, `plan.json`, and what a test puts beside them.
struct Repository(tempfile::TempDir);

impl Repository {
    /// With the policies of the demonstration and the plan of these resources of Terraform's own: the name of each, and its input.
    fn new(resources: &[(&str, &str)]) -> Self {
        let repository = Self(scratch());
        repository.configure("only: [demo/input-set]\n");
        let terraform = scratch();
        repository.write("plan.json", plan_json(terraform.path(), &code(resources), &[]));
        repository
    }

    /// With `checker.yaml` as this, and the policies.
    fn configure(&self, text: &str) {
        let policies = top().join("tests/outputs/demo/policies");
        self.write("checker.yaml", format!("policies: {}\n{text}", policies.display()));
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.0.path().join(name), text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    /// Writes `waivers.yaml` with these entries, each of which has what is not said here.
    fn waivers(&self, entries: &[&str]) {
        self.write("waivers.yaml", entries.iter().map(|entry| waiver(entry)).collect::<String>());
    }

    fn run(&self, now: &str, arguments: &[&str]) -> Ran {
        checker_in(self.0.path(), arguments.iter().copied().chain(["--now", now]), "")
    }

    /// The report on the plan.
    fn judge(&self, now: &str) -> Ran {
        let ran = self.run(now, &["plan", "plan.json", "--output", "json"]);
        let schema = serde_json::from_str(checker::report::JSON_SCHEMA).expect("JSON");
        let schema = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> = schema.iter_errors(&ran.json()).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{ran:#?}");
        ran
    }
}

fn code(resources: &[(&str, &str)]) -> String {
    let variable = "variable \"environment\" { default = \"production\" }\n".to_owned();
    resources.iter().fold(variable, |text, (name, input)| {
        text + &format!("resource \"terraform_data\" \"{name}\" {{ input = \"{input}\" }}\n")
    })
}

/// An entry with these lines, and with what is required and not among them.
fn waiver(lines: &str) -> String {
    let rest = [
        ("policy", "demo/input-set"),
        ("reason", "It is old"),
        ("owner", "Ana"),
        ("approved_by", "Ion"),
        ("ticket", "OPS-1"),
        ("created", "2026-01-01"),
        ("expires", "2026-06-29"),
    ];
    let rest = rest.iter().filter(|(key, _)| !lines.contains(&format!("{key}:")));
    rest.fold(format!("- {}\n", lines.replace('\n', "\n  ")), |text, (key, value)| text + &format!("  {key}: {value}\n"))
}

/// How many results there are of each verdict.
fn verdicts(report: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for result in report["results"].as_array().expect("results") {
        *counts.entry(result["verdict"].as_str().expect("a verdict").to_owned()).or_default() += 1;
    }
    counts
}

fn count(report: &Value, verdict: &str) -> usize {
    verdicts(report).get(verdict).copied().unwrap_or(0)
}

/// The lines of `waivers.yaml` that a list of the report names.
fn lines(report: &Value, list: &str) -> Vec<u64> {
    report["waivers"][list].as_array().expect("a list").iter().map(|one| one["line"].as_u64().expect("a line")).collect()
}
