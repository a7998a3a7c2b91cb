//! `checker policy test`: what it counts, and that nothing wrong with a policy, its cases or its coverage gets past it.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::{Ran, checker_in, copy, scratch, top};

const POLICY: &str = "demo/input-set/policy.rego";
const TEST: &str = r#"package policies.demo.input_set_test

import data.policies.demo.input_set as policy

test_undecidable if {
	count(policy.undetermined) == 1 with input.resources.terraform_data as [{"address": "terraform_data.a", "values": {"input": "undecidable"}}]
}
"#;

/// A plan made by hand after Terraform's: what matters here is how it is tested. An input of null is known after apply.
fn plan(inputs: &[(&str, Value)]) -> String {
    let change = |kind: &str, name: &str, input: &Value| {
        let (after, unknown) = if input.is_null() {
            (json!({}), json!({"input": true}))
        } else {
            (json!({"input": input, "other": "o"}), json!({}))
        };
        json!({"address": format!("{kind}.{name}"), "mode": "managed", "type": kind, "name": name,
            "change": {"actions": ["create"], "after": after, "after_unknown": unknown, "after_sensitive": {}}})
    };
    let mut changes: Vec<Value> = inputs.iter().map(|(name, input)| change("terraform_data", name, input)).collect();
    changes.push(change("null_resource", "unread", &json!("i")));
    json!({"format_version": "1.2", "variables": {"environment": {"value": "production"}}, "complete": true,
        "resource_changes": changes})
    .to_string()
}

/// The policy of the tests with its own test and a case of each sort, and what `alter` does to them.
fn tested(more: &[&str], alter: impl FnOnce(&Path)) -> Ran {
    let directory = scratch();
    copy(&top().join("tests/policies"), directory.path());
    let folder = directory.path().join("demo/input-set");
    fs::write(folder.join("policy_test.rego"), TEST).expect("a test");
    fs::create_dir(folder.join("cases")).expect("a folder");
    for (name, inputs, expected) in [
        (
            "good_both",
            &[("a", json!("good")), ("b", json!("fine"))][..],
            "# expect: pass terraform_data.a\n# expect: pass terraform_data.b\n",
        ),
        ("bad_one", &[("a", json!("bad"))], "# expect: fail terraform_data.a at terraform_data.a input\n"),
        ("unknown_one", &[("a", Value::Null)], "# expect: undetermined terraform_data.a\n"),
    ] {
        fs::write(folder.join(format!("cases/{name}.plan.json")), plan(inputs)).expect("a case");
        fs::write(folder.join(format!("cases/{name}.tf")), expected).expect("a case");
    }
    alter(directory.path());
    let policies = directory.path().to_str().expect("UTF-8");
    checker_in(top(), ["policy", "test", "--policies", policies].iter().chain(more), "")
}

fn replace(directory: &Path, file: &str, from: &str, to: &str) {
    let path = directory.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{from} is not in {file}");
    fs::write(&path, text.replace(from, to)).expect("a file");
}

fn failures(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter(|line| line.starts_with("FAILED ")).collect()
}

fn fails(ran: &Ran, says: &[&str]) {
    assert_eq!(ran.status, 1, "{ran:#?}");
    let failures = failures(ran);
    for says in says {
        assert!(failures.iter().any(|line| line.ends_with(says)), "{says}: {failures:#?}");
    }
}

#[test]
fn a_policy_that_is_right_passes_and_everything_is_counted() {
    let ran = tested(&["--subsets", "3"], |_| ());
    assert_eq!(ran.status, 0, "{ran:#?}");
    // good_both: 6 values, 3 resources, 2 lists; bad_one: 4, 2, 2; unknown_one: 2, 2, 2. Each once, 3 subsets, 6 more that shrink, and
    // what is not read.
    let hidden = (11 + 3 + 6 + 1) + (8 + 3 + 6 + 1) + (6 + 3 + 6 + 1);
    assert!(ran.out.contains(&format!("1 tests, 3 cases, {hidden} hidden variants, 0 failed")), "{}", ran.out);
    assert!(ran.out.contains(&format!("{POLICY}    6 of   6 lines covered")), "{}", ran.out);
    let ran = tested(&["--subsets", "0"], |_| ());
    assert!(ran.status == 0 && ran.out.contains("1 tests, 3 cases, 0 hidden variants, 0 failed"), "{ran:#?}");
}

#[test]
fn a_verdict_that_flips_when_something_is_hidden_fails() {
    let ran = tested(&["--subsets", "3", "--seed", "2"], |directory| {
        // What is not there is taken for bad.
        replace(directory, POLICY, "data_.values.input == \"bad\"", "object.get(data_.values, \"input\", \"bad\") == \"bad\"");
        replace(directory, "demo/input-set/cases/unknown_one.tf", "undetermined", "fail");
    });
    fails(&ran, &["good_both.plan.json: terraform_data.a turns from pass to fail with terraform_data.a.input hidden"]);
    let of_one_case = failures(&ran).into_iter().filter(|line| line.contains("good_both.plan.json: terraform_data."));
    let shown: Vec<&str> = of_one_case.collect();
    assert_eq!(shown.len(), 3, "no more than three: {shown:#?}");
}

#[test]
fn a_policy_that_reads_more_than_it_says_fails() {
    let ran = tested(&["--subsets", "1"], |directory| {
        replace(
            directory,
            POLICY,
            "data_.values.input == \"bad\"",
            "data_.values[replace(\"another\", \"an\", \"\")] == \"o\"\n\tdata_.values.input != \"fine\"",
        );
        replace(directory, "demo/input-set/cases/good_both.tf", "pass terraform_data.a", "fail terraform_data.a");
    });
    let says = "hiding what the policy does not read changes";
    fails(
        &ran,
        &[&format!("bad_one.plan.json: {says} terraform_data.a"), &format!("good_both.plan.json: {says} terraform_data.a")],
    );
    let other = tested(&["--subsets", "1"], |directory| {
        replace(
            directory,
            POLICY,
            "data_.values.input == \"bad\"",
            "data_.values[replace(\"another\", \"an\", \"\")] == \"o\"\n\tdata_.values.input != \"good\"",
        );
    });
    fails(&other, &[&format!("good_both.plan.json: {says} terraform_data.b")]);
}

#[test]
fn a_case_that_does_not_come_out_as_it_says_fails() {
    let cases = "demo/input-set/cases";
    for (file, from, to, says) in [
        ("bad_one.tf", "fail", "pass", "bad_one.plan.json: terraform_data.a is fail, expected pass"),
        (
            "bad_one.tf",
            "a input",
            "a other",
            "terraform_data.a fails at terraform_data.a input, expected at terraform_data.a other",
        ),
        ("bad_one.tf", "# expect", "# expects", "terraform_data.a is fail, and nothing is expected of it"),
        ("good_both.tf", "data.b", "data.c", "terraform_data.c is not-applicable, expected pass"),
    ] {
        let ran = tested(&["--subsets", "0"], |directory| replace(directory, &format!("{cases}/{file}"), from, to));
        fails(&ran, &[says]);
        assert!(ran.out.contains("1 tests, 2 cases"), "{}", ran.out);
    }
    let ran = tested(&["--subsets", "0"], |directory| replace(directory, &format!("{cases}/bad_one.tf"), "fail t", "failed t"));
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("bad_one.tf:1:1") && ran.err.contains("VERDICT SUBJECT"), "{}", ran.err);
    // A folder of cases that cannot be read is no folder without cases.
    let ran = tested(&["--subsets", "0"], |directory| {
        fs::remove_dir_all(directory.join(cases)).expect("it goes");
        fs::write(directory.join(cases), "").expect("a file");
    });
    assert!(ran.status == 2 && ran.err.contains("policy::unreadable"), "{ran:#?}");
}

#[test]
fn a_sort_of_case_that_is_missing_fails() {
    let ran = tested(&["--subsets", "0"], |directory| {
        fs::remove_file(directory.join("demo/input-set/cases/good_both.plan.json")).expect("it goes");
    });
    fails(&ran, &["demo/input-set: has no case good_*.plan.json"]);
    assert_eq!(failures(&ran).len(), 1, "{ran:#?}");
    let ran = tested(&["--subsets", "0"], |directory| replace(directory, POLICY, "on: [plan]", "on: [plan, account]"));
    fails(&ran, &["good_*.snapshot.json", "bad_*.snapshot.json", "unknown_*.snapshot.json"]);
    assert_eq!(failures(&ran).len(), 3, "{ran:#?}");
    let ran = tested(&["--subsets", "0"], |directory| {
        fs::remove_dir_all(directory.join("demo/input-set/cases")).expect("it goes");
    });
    fails(&ran, &["demo/input-set: has no cases"]);
    assert!(!ran.out.contains("has no case good_"), "{}", ran.out);
}

/// A line of the policy that nothing evaluates, and another one of a library.
fn leave_uncovered(directory: &Path) {
    let path = directory.join(POLICY);
    let text = fs::read_to_string(&path).expect("a policy");
    fs::write(&path, format!("{text}\nnever(x) if {{\n\tx == 1\n}}\n")).expect("a policy");
    fs::create_dir(directory.join("lib")).expect("a folder");
    fs::write(directory.join("lib/unused.rego"), "package lib.unused\n\nalso_never(x) if x == 1\n").expect("a library");
}

#[test]
fn a_line_that_nothing_evaluates_fails() {
    let ran = tested(&["--subsets", "0"], leave_uncovered);
    fails(&ran, &["demo/input-set/policy.rego:27: not covered: x == 1", "lib/unused.rego: no line was evaluated"]);
    assert!(ran.out.contains("  6 of   7 lines covered") && ran.out.contains("  0 of   1 lines covered"), "{}", ran.out);
}

/// What a library has for the others, the chosen ones do not reach.
#[test]
fn a_library_is_covered_by_all_policies_together() {
    let chosen = ["--subsets", "0", "demo/input-set"];
    let ran = tested(&chosen, |directory| {
        leave_uncovered(directory);
        add_another(directory);
    });
    fails(&ran, &["demo/input-set/policy.rego:27: not covered: x == 1"]);
    assert!(!ran.out.contains("no line was evaluated"), "{ran:#?}");
    // The one that is chosen is all there are.
    fails(&tested(&chosen, leave_uncovered), &["lib/unused.rego: no line was evaluated"]);
}

/// A second policy, without cases.
fn add_another(directory: &Path) {
    let other = directory.join("demo/other");
    fs::create_dir(&other).expect("a folder");
    for file in ["policy.rego", "policy_test.rego"] {
        let text = fs::read_to_string(directory.join("demo/input-set").join(file)).expect("a file");
        fs::write(other.join(file), text.replace("input_set", "other").replace("input-set", "other")).expect("a file");
    }
}

#[test]
fn only_the_chosen_policies_are_tested() {
    let ran = tested(&["--subsets", "0", "demo/input-set"], add_another);
    assert!(ran.status == 0 && ran.out.contains("1 tests, 3 cases"), "{ran:#?}");
}

#[test]
fn what_a_reviewer_would_say_fails_with_its_place() {
    let ran = tested(&["--subsets", "0"], |directory| {
        replace(directory, POLICY, "package policies.demo.input_set", "package policies.demo.input_set\n\nimport data.lib.spare");
        replace(directory, POLICY, "\tdata_.values.input == \"bad\"", "  data_.values.input == \"bad\"");
        fs::create_dir(directory.join("lib")).expect("a folder");
        fs::write(directory.join("lib/spare.rego"), "package lib.spare\n\nlost := 1 \n").expect("a library");
    });
    fails(
        &ran,
        &[
            "FAILED demo/input-set/policy.rego:16:1: the import `spare` is not used",
            "FAILED demo/input-set/policy.rego:20:1: the line is not indented by tabs",
            "FAILED lib/spare.rego:3:1: nothing uses `lost`",
            "FAILED lib/spare.rego:3:10: the line ends in a blank",
        ],
    );
}

#[test]
fn a_fix_is_held_against_its_bad_case() {
    let fixed = |input: &str, verdict: &str| {
        tested(&["--subsets", "0"], |directory| {
            let cases = directory.join("demo/input-set/cases");
            fs::write(cases.join("fixed_one.plan.json"), plan(&[("a", json!(input))])).expect("a case");
            fs::write(cases.join("fixed_one.tf"), format!("# expect: {verdict} terraform_data.a\n")).expect("a case");
        })
    };
    let ran = fixed("good", "pass");
    assert!(ran.status == 0 && ran.out.contains("1 tests, 4 cases"), "{ran:#?}");
    fails(&fixed("bad", "fail"), &["fixed_one.plan.json: nothing passes that failed in bad_one.plan.json"]);
}
