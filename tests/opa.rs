//! The real Open Policy Agent says the same as the built-in engine: every finding, of every policy, on every case and on fixtures.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use checker::cost::estimate::Estimate;
use checker::inventory::input;
use checker::inventory::parts::Parts;
use checker::inventory::value::Value;
use checker::inventory::{Inventory, hide};
use checker::plan::error::PlanError;
use checker::policy::said::Said;
use checker::policy::test::load_cases;
use checker::policy::{PolicySet, files};
use serde_json::json;
use support::top;

const NOW: &str = "2026-01-01T00:00:00Z";

/// The path of OPA's library, installed where it is missing.
fn library() -> String {
    let installed = Command::new("bash").arg(top().join("tests/opa/install")).output().expect("bash starts");
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    String::from_utf8(installed.stdout).expect("a path").trim().to_owned()
}

fn opa(request: &serde_json::Value) -> serde_json::Value {
    let mut child = Command::new("python3")
        .arg(top().join("tests/opa/opa.py"))
        .env("CHECKER_OPA_LIBRARY", library())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let mut stdin = child.stdin.take().expect("standard input");
    let text = request.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("a thread").expect("its input is written");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What a policy said, by rule, as OPA answers: sets as sorted lists.
fn said_as_json(said: &Said) -> Vec<(&'static str, serde_json::Value)> {
    let mut all: Vec<_> = [("deny", &said.deny), ("undetermined", &said.undetermined)]
        .map(|(rule, findings)| {
            let list = findings.iter().map(|finding| {
                let attribute = serde_json::to_value(&finding.attribute).expect("JSON");
                json!({"subject": finding.subject, "at": finding.at, "attribute": attribute, "message": finding.message})
            });
            (rule, sorted(list.collect()))
        })
        .into();
    all.extend(
        said.subjects.as_ref().map(|subjects| ("subjects", sorted(subjects.iter().map(|subject| json!(subject)).collect()))),
    );
    all
}

fn sorted(mut list: Vec<serde_json::Value>) -> serde_json::Value {
    list.sort_by_key(ToString::to_string);
    list.into()
}

#[test]
fn opa_agrees_on_every_case() {
    let set = PolicySet::load(Some(&top().join("policies"))).expect("the policies");
    // Each with the policies that are asked about it: a case's own, and of the platform all.
    let mut inventories: Vec<(String, Inventory, std::ops::Range<usize>)> = Vec::new();
    for (at, policy) in set.policies.iter().enumerate() {
        for case in load_cases(&set, policy).expect("the cases") {
            inventories.push((case.path, case.inventory, at..at + 1));
        }
    }
    // With half of everything hidden too, so that the unknown is compared as well as the known.
    let halves: Vec<_> = inventories
        .iter()
        .map(|(name, inventory, asked)| {
            let all = hide::everything(inventory);
            let half: Vec<_> = all.iter().enumerate().filter(|(at, _)| at * 7919 % 2 == 0).map(|(_, one)| one.clone()).collect();
            (format!("{name}, half of it hidden"), hide::hide(inventory, &half), asked.clone())
        })
        .collect();
    inventories.extend(halves);
    for root in ["account", "edge", "production", "staging"] {
        let path = top().join(format!("fixtures/plans/{root}.json"));
        let file = checker::plan::PlanFile { name: path.display().to_string(), bytes: std::fs::read(&path).expect("a plan") };
        let scope = |variable: Option<&str>| Ok::<_, PlanError>(variable.expect("a scope").to_owned());
        let inventory = checker::plan::read(&file, None, scope).expect("an inventory");
        inventories.push((file.name.clone(), inventory, 0..set.policies.len()));
    }
    assert!(inventories.len() > 40, "there are cases: {}", inventories.len());

    let documents: Vec<Value> = inventories
        .iter()
        .map(|(_, inventory, _)| {
            let parts = Parts::join(inventory);
            let estimate = Estimate::new(inventory, &parts);
            input::document(inventory, &parts, NOW, &set.types(), &set.profiles(), Some(&estimate))
        })
        .collect();
    let queries = |policies: &std::ops::Range<usize>| -> Vec<String> {
        let of = |policy: &checker::policy::Policy| {
            let subjects = policy.names_subjects.then_some("subjects");
            let rules = ["deny", "undetermined"].into_iter().chain(subjects);
            rules.map(|rule| format!("{}.{rule}", policy.package)).collect::<Vec<_>>()
        };
        set.policies[policies.clone()].iter().flat_map(of).collect()
    };
    let modules: serde_json::Map<String, serde_json::Value> =
        set.files.policies.iter().chain(&set.files.library).map(|file| (file.path.clone(), file.text.clone().into())).collect();
    let asked: Vec<serde_json::Value> = inventories
        .iter()
        .zip(&documents)
        .map(|((_, _, policies), document)| {
            let needed = files::needed(&set.policies[policies.clone()], &set.files.library);
            let paths: Vec<&str> = needed.iter().map(|file| file.path.as_str()).collect();
            json!({"modules": paths, "queries": queries(policies), "input": document})
        })
        .collect();
    let answers = opa(&json!({"modules": modules, "data": set.data, "asked": asked}));
    let (mut findings, mut differ) = (0, Vec::new());
    for (at, (name, _, policies)) in inventories.iter().enumerate() {
        for policy in &set.policies[policies.clone()] {
            let said = set.said(policy, documents[at].clone(), Duration::from_secs(10)).expect("a verdict");
            for (rule, ours) in said_as_json(&said) {
                let theirs = answers[at][format!("{}.{rule}", policy.package)].as_array().expect("a list").clone();
                findings += theirs.len();
                let theirs = sorted(theirs);
                if ours != theirs {
                    differ.push(format!("{rule} of {} on {name}:\n  here {ours}\n  OPA  {theirs}", policy.metadata.id));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(findings > 100, "the comparison compares something: {findings} findings");
}
