//! What a plan changes of the verdicts: `introduced`, `existing`, `fixed`, or null where nobody knows. By plans that Terraform makes on
//! top of a state, and by the platform's own plan with mistakes before, after, or both.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use checker::change::compare;
use checker::finding::Verdict;
use checker::inventory::Inventory;
use checker::plan::error::PlanError;
use checker::plan::{PlanFile, read};
use checker::policy::PolicySet;
use checker::report::Report;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Ran, apply, checker, checker_in, plan_json, scratch, top};

/// A variable that says the scope, and resources of Terraform's own: the name of each, and its input.
fn code(resources: &[(&str, &str)]) -> String {
    let mut text = "variable \"environment\" { default = \"production\" }\n".to_owned();
    for (name, input) in resources {
        text.push_str(&format!("resource \"terraform_data\" \"{name}\" {{ input = \"{input}\" }}\n"));
    }
    text
}

fn judge(plan: &[u8], more: &[&str]) -> Ran {
    let arguments = ["plan", "-", "--policies", "tests/outputs/demo/policies"];
    checker_in(top(), arguments.iter().chain(more), plan)
}

/// The results that fail or are said to be fixed: `VERDICT SUBJECT CHANGE`.
fn changes(report: &Value) -> Vec<String> {
    let results = report["results"].as_array().expect("results").iter();
    let told = results.filter(|result| result["verdict"] == "fail" || !result["change"].is_null());
    told.map(|result| {
        let text = |key: &str| result[key].as_str().unwrap_or("null").to_owned();
        let subject =
            if result["resource"].is_null() { text("missing") } else { text("resource").replace("terraform_data.", "") };
        format!("{} {subject} {}", text("verdict"), text("change"))
    })
    .collect()
}

/// What a plan from one code to another changes, judged by the policy about inputs.
fn between(before: &str, after: &str) -> Vec<String> {
    let directory = scratch();
    apply(directory.path(), before);
    let ran = judge(&plan_json(directory.path(), after, &[]), &["--only", "demo/input-set", "--output", "json"]);
    changes(&ran.json())
}

#[test]
fn a_first_apply_introduces_every_failure() {
    let directory = scratch();
    let ran = judge(&plan_json(directory.path(), &code(&[("a", "bad"), ("b", "good")]), &[]), &["--output", "json"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert_eq!(changes(&ran.json()), ["fail marker introduced", "fail a introduced"]);
}

#[test]
fn what_stays_bad_is_existing_and_what_becomes_bad_is_introduced() {
    let same = code(&[("a", "bad"), ("b", "good")]);
    assert_eq!(between(&same, &same), ["fail a existing"]);
    let after = code(&[("a", "bad"), ("b", "bad"), ("c", "bad")]);
    assert_eq!(between(&same, &after), ["fail a existing", "fail b introduced", "fail c introduced"]);
}

#[test]
fn what_becomes_good_is_fixed_and_so_is_what_is_destroyed() {
    let before = code(&[("a", "bad"), ("b", "bad"), ("c", "good")]);
    let directory = scratch();
    apply(directory.path(), &before);
    let plan = plan_json(directory.path(), &code(&[("a", "good"), ("c", "good")]), &[]);
    let ran = judge(&plan, &["--only", "demo/input-set", "--output", "json"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let report = ran.json();
    assert_eq!(changes(&report), ["pass a fixed", "not-applicable b fixed"]);
    assert_eq!(report["summary"]["changes"], json!({"introduced": 0, "existing": 0, "fixed": 2}));
    assert_eq!(
        (&report["summary"]["pass"], &report["summary"]["not_applicable"]),
        (&json!(2), &json!(1)),
        "a subject has one result"
    );
    let reasons: Vec<&str> =
        report["results"].as_array().expect("results").iter().filter_map(|one| one["reason"].as_str()).collect();
    assert_eq!(
        reasons,
        ["it failed before the plan: the input is bad", "it is destroyed; before the plan it failed: the input is bad"]
    );
    // The number of the violation is the one that it had.
    let earlier = judge(&plan_json(directory.path(), &before, &[]), &["--only", "demo/input-set", "--output", "json"]).json();
    let numbers = |report: &Value, key: &str, value: &str| -> Vec<String> {
        let results = report["results"].as_array().expect("results").iter().filter(|one| one[key] == value);
        results.map(|one| one["fingerprint"].to_string()).collect()
    };
    assert_eq!(numbers(&report, "change", "fixed"), numbers(&earlier, "verdict", "fail"));
    let text = judge(&plan, &["--only", "demo/input-set"]).out;
    assert!(
        text.contains("fixed (high): demo/input-set: terraform_data.a: it failed before the plan: the input is bad\n"),
        "{text}"
    );
    assert!(text.ends_with("0 failed, 0 undetermined, 2 passed, 2 fixed (1 policy, verdict: pass)\n"), "{text}");
}

#[test]
fn a_plan_that_only_destroys_fixes_what_failed() {
    let directory = scratch();
    let before = code(&[("a", "bad"), ("b", "good")]);
    apply(directory.path(), &before);
    let plan = plan_json(directory.path(), &before, &["-destroy"]);
    let ran = judge(&plan, &["--only", "demo/input-set", "--output", "json"]);
    assert_eq!((ran.status, changes(&ran.json())), (0, vec!["not-applicable a fixed".to_owned()]), "{ran:#?}");
}

#[test]
fn what_is_forgotten_is_not_fixed() {
    let removed = "removed {\n  from = terraform_data.b\n  lifecycle { destroy = false }\n}\n";
    let directory = scratch();
    apply(directory.path(), &code(&[("a", "good"), ("b", "bad")]));
    let plan = plan_json(directory.path(), &(code(&[("a", "good")]) + removed), &[]);
    let report = judge(&plan, &["--only", "demo/input-set", "--output", "json"]).json();
    let b = report["results"].as_array().expect("results").iter().find(|one| one["resource"] == "terraform_data.b").expect("b");
    assert_eq!((&b["verdict"], &b["change"]), (&json!("not-applicable"), &json!(null)));
    assert!(b["reason"].as_str().expect("a reason").starts_with("Terraform forgets it and leaves it as it is"), "{b}");
}

#[test]
fn a_move_is_neither_introduced_nor_fixed() {
    let moved = "moved {\n  from = terraform_data.a\n  to   = terraform_data.z\n}\n";
    let before = code(&[("a", "bad"), ("b", "good")]);
    assert_eq!(between(&before, &(code(&[("z", "bad"), ("b", "good")]) + moved)), ["fail z existing"]);
    // Beside a change, and changed itself.
    assert_eq!(between(&before, &(code(&[("z", "bad"), ("b", "bad")]) + moved)), ["fail b introduced", "fail z existing"]);
    assert_eq!(between(&before, &(code(&[("z", "good"), ("b", "good")]) + moved)), ["pass z fixed"]);
}

#[test]
fn what_is_replaced_is_compared_with_what_it_replaces() {
    let replaced = |input: &str, trigger: &str| {
        code(&[])
            + &format!("resource \"terraform_data\" \"a\" {{\n  input = \"{input}\"\n  triggers_replace = \"{trigger}\"\n}}\n")
    };
    assert_eq!(between(&replaced("bad", "1"), &replaced("bad", "2")), ["fail a existing"]);
    assert_eq!(between(&replaced("good", "1"), &replaced("bad", "2")), ["fail a introduced"]);
    assert_eq!(between(&replaced("bad", "1"), &replaced("good", "2")), ["pass a fixed"]);
}

#[test]
fn what_was_undetermined_is_not_known_to_be_introduced() {
    let (open, bad, good) = (code(&[("a", "undecidable")]), code(&[("a", "bad")]), code(&[("a", "good")]));
    assert_eq!(between(&open, &bad), ["fail a null"]);
    assert_eq!(between(&bad, &open), Vec::<String>::new(), "nor what is undetermined now to be fixed");
    assert_eq!(between(&open, &good), Vec::<String>::new());
    assert_eq!(between(&good, &open), Vec::<String>::new());
}

#[test]
fn what_is_missing_is_compared_by_its_name() {
    let marker = |resources: &[(&str, &str)], after: &[(&str, &str)]| {
        let directory = scratch();
        apply(directory.path(), &code(resources));
        let plan = plan_json(directory.path(), &code(after), &[]);
        changes(&judge(&plan, &["--only", "demo/one-exists", "--output", "json"]).json())
    };
    let (without, with) = ([("a", "x")], [("a", "x"), ("marker", "x")]);
    assert_eq!(marker(&without, &[("a", "y")]), ["fail marker existing"]);
    assert_eq!(marker(&with, &without), ["fail marker introduced"]);
    assert_eq!(marker(&without, &with), ["not-applicable marker fixed"]);
}

#[test]
fn a_targeted_plan_knows_of_what_is_in_it() {
    let directory = scratch();
    apply(directory.path(), &code(&[("a", "good"), ("b", "bad")]));
    let plan = plan_json(directory.path(), &code(&[("a", "bad"), ("b", "good")]), &["-target=terraform_data.a"]);
    let ran = judge(&plan, &["--only", "demo/input-set", "--output", "json"]);
    assert_eq!((ran.status, changes(&ran.json())), (1, vec!["fail a introduced".to_owned()]), "{ran:#?}");
}

#[test]
fn a_refresh_only_plan_changes_nothing() {
    let directory = scratch();
    let bad = code(&[("a", "bad")]);
    apply(directory.path(), &bad);
    let plan = plan_json(directory.path(), &bad, &["-refresh-only"]);
    assert_eq!(changes(&judge(&plan, &["--only", "demo/input-set", "--output", "json"]).json()), ["fail a existing"]);
}

#[test]
fn each_of_several_plans_has_its_own_prior_state() {
    let plans: Vec<_> = [("good", "bad"), ("bad", "bad"), ("bad", "good")]
        .iter()
        .map(|(before, after)| {
            let directory = scratch();
            apply(directory.path(), &code(&[("a", before)]));
            let plan = plan_json(directory.path(), &code(&[("a", after)]), &[]);
            std::fs::write(directory.path().join("plan.json"), plan).expect("a plan");
            directory
        })
        .collect();
    let first = scratch();
    std::fs::write(first.path().join("plan.json"), plan_json(first.path(), &code(&[("a", "bad")]), &[])).expect("a plan");
    let files = plans.iter().chain([&first]).map(|directory| directory.path().join("plan.json").display().to_string());
    let more = ["--policies", "tests/outputs/demo/policies", "--output", "json", "--only", "demo/input-set"].map(str::to_owned);
    let ran = checker(["plan".to_owned()].into_iter().chain(files).chain(more));
    let report = ran.json();
    let mut found: Vec<String> = report["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|one| format!("{} {} {}", one["subject"], one["verdict"], one["change"]).replace('"', ""))
        .collect();
    found.sort();
    let expected =
        ["production fail introduced", "production-2 fail existing", "production-3 pass fixed", "production-4 fail introduced"];
    assert_eq!(found, expected, "{report:#}");
}

/// Neither a copy without its state nor an account knows what was before.
#[test]
fn where_nobody_knows_nothing_is_said() {
    let directory = scratch();
    std::fs::write(directory.path().join("main.tf"), code(&[("a", "bad")])).expect("code");
    let root = directory.path().display().to_string();
    let policies = ["--policies", "tests/outputs/demo/policies", "--output", "json"];
    let ran = checker(["plan", &root, "--no-backend"].into_iter().chain(policies));
    assert_eq!(changes(&ran.json()), ["fail marker null", "fail a null"], "{ran:#?}");
    let bad = "policies/database/not-public/cases/bad_account.snapshot.json";
    let report = checker(["account", "--snapshot", bad, "--output", "json"]).json();
    assert!(changes(&report).iter().all(|line| line.starts_with("fail ") && line.ends_with(" null")), "{report:#}");
}

/// What can be wrong in the production account: each with what it changes in a state.
const MISTAKES: [fn(&mut State); 6] = [
    |state| state.resource("module.database.aws_db_instance.this")["publicly_accessible"] = true.into(),
    |state| state.resource("module.logs.aws_cloudwatch_log_group.ecs[\"clinic\"]")["retention_in_days"] = 0.into(),
    |state| {
        if let Some(lock) = state.0.get_mut(LOCK) {
            lock["rule"][0]["default_retention"][0]["mode"] = "GOVERNANCE".into();
        }
    },
    |state| {
        // The bucket repeats what its lock says.
        state.0.remove(LOCK);
        state.resource("module.storage.module.backup[0].aws_s3_bucket.this")["object_lock_configuration"] = json!([]);
    },
    |state| {
        let exported =
            state.0.iter().find(|(_, values)| values["name"].as_str().is_some_and(|name| name.starts_with("/aws/rds/")));
        let (address, _) = exported.expect("a log group of the database");
        state.0.remove(&address.clone());
    },
    |state| {
        // Of a type that no policy names: one policy is about every type.
        let key = state.resource("module.keys.aws_kms_key.application");
        key["arn"] = key["arn"].as_str().expect("an ARN").replace("eu-central-1", "us-east-1").into();
    },
];

const LOCK: &str = "module.storage.module.backup[0].aws_s3_bucket_object_lock_configuration.this[0]";

/// Values by address.
#[derive(Clone)]
struct State(std::collections::BTreeMap<String, Value>);

impl State {
    fn resource(&mut self, address: &str) -> &mut Value {
        self.0.get_mut(address).unwrap_or_else(|| panic!("{address}"))
    }

    fn with(&self, mistakes: &BTreeSet<usize>) -> Self {
        let mut state = self.clone();
        mistakes.iter().for_each(|at| MISTAKES[*at](&mut state));
        state
    }
}

/// The platform's plan after its apply, and its state.
fn production() -> (Value, State) {
    let text = std::fs::read(top().join("fixtures/plans/production-after-apply.json")).expect("a plan");
    let plan: Value = serde_json::from_slice(&text).expect("JSON");
    let changes = plan["resource_changes"].as_array().expect("changes").iter();
    let state =
        changes.map(|change| (change["address"].as_str().expect("an address").to_owned(), change["change"]["after"].clone()));
    (plan.clone(), State(state.collect()))
}

/// The plan from one state to another.
fn plan_between(plan: &Value, before: &State, after: &State) -> Value {
    let mut plan = plan.clone();
    for change in plan["resource_changes"].as_array_mut().expect("changes") {
        let address = change["address"].as_str().expect("an address").to_owned();
        let (was, is) = (before.0.get(&address), after.0.get(&address));
        change["change"]["actions"] = match (was, is) {
            (None, Some(_)) => json!(["create"]),
            (Some(_), None) => json!(["delete"]),
            (was, is) if was == is => json!(["no-op"]),
            _ => json!(["update"]),
        };
        change["change"]["before"] = was.cloned().unwrap_or(Value::Null);
        change["change"]["after"] = is.cloned().unwrap_or(Value::Null);
    }
    // What is in neither state is in no plan.
    let changes = plan["resource_changes"].as_array_mut().expect("changes");
    changes.retain(|change| !(change["change"]["before"].is_null() && change["change"]["after"].is_null()));
    plan
}

/// The report of a plan, made in this process.
fn report(set: &PolicySet, plan: &Value) -> Report {
    let file = PlanFile { name: "plan.json".into(), bytes: plan.to_string().into_bytes() };
    let inventory = read(&file, None, |_| Ok::<_, PlanError>("production".into())).expect("an inventory");
    let inventory = Inventory::merge(vec![inventory]);
    let (now, limit) = ("2026-01-01T00:00:00Z", Duration::from_secs(60));
    let judgements = set.judge(&inventory, now, limit).expect("judgements");
    let compared = compare(&inventory, judgements, set, now, limit).expect("a comparison");
    Report::new(&inventory, set, compared, now, &|_, _, _| None)
}

/// Policy, resource and what is missing of the results that are wanted.
fn subjects(report: &Report, wanted: impl Fn(&checker::report::Outcome) -> bool) -> BTreeSet<String> {
    let results = report.results.iter().filter(|one| wanted(one));
    results.map(|one| format!("{} {}", one.policy, one.about())).collect()
}

/// All but those about costs: nothing is priced here.
fn policies() -> PolicySet {
    let mut set = PolicySet::load(None).expect("the policies");
    let costs = ["cost/budget", "cost/ceiling", "cost/priced"].map(str::to_owned);
    set.select(&[], &costs, &[]).expect("the others");
    set
}

#[test]
fn every_mistake_is_introduced_stays_and_is_fixed() {
    let set = policies();
    let (plan, good) = production();
    for mistake in 0..MISTAKES.len() {
        let bad = good.with(&BTreeSet::from([mistake]));
        let changes = |before: &State, after: &State| -> BTreeSet<String> {
            let report = report(&set, &plan_between(&plan, before, after));
            let told = report.results.iter().filter(|one| one.verdict == Verdict::Fail || one.change.is_some());
            told.map(|one| format!("{:?}", one.change)).collect()
        };
        let only = |change: &str| BTreeSet::from([format!("Some({change})")]);
        assert_eq!(changes(&good, &bad), only("Introduced"), "{mistake}");
        assert_eq!(changes(&bad, &bad), only("Existing"), "{mistake}");
        assert_eq!(changes(&bad, &good), only("Fixed"), "{mistake}");
    }
}

/// Another rule of the same subject is a violation of its own; one that only changes its place in a list is not.
#[test]
fn a_violation_is_told_by_subject_and_place() {
    let set = policies();
    let (plan, good) = production();
    let (wrong_mode, no_lock) = (good.with(&BTreeSet::from([2])), good.with(&BTreeSet::from([3])));
    let found = report(&set, &plan_between(&plan, &wrong_mode, &no_lock));
    let told: Vec<_> = found.results.iter().filter_map(|one| Some((one.at.as_deref()?, one.change?.name()))).collect();
    assert_eq!(told, [("module.storage.module.backup[0].aws_s3_bucket.this", "introduced")]);
    let mut short = wrong_mode.clone();
    short.resource(LOCK)["rule"][0]["default_retention"][0]["years"] = 1.into();
    let found = report(&set, &plan_between(&plan, &wrong_mode, &short));
    let told: Vec<_> = found.results.iter().filter_map(|one| Some((one.at.as_deref()?, one.change?.name()))).collect();
    assert_eq!(told, [(LOCK, "existing"), (LOCK, "existing")]);
}

fn mistakes() -> impl Strategy<Value = BTreeSet<usize>> {
    prop::collection::btree_set(0..MISTAKES.len(), 0..MISTAKES.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    /// A plan and the plan back: what the one introduces, the other fixes, unless the subject fails at both ends.
    #[test]
    fn the_way_back_fixes_what_the_way_there_introduces(before in mistakes(), after in mistakes()) {
        let set = policies();
        let (plan, good) = production();
        let (before, after) = (good.with(&before), good.with(&after));
        let there = report(&set, &plan_between(&plan, &before, &after));
        let back = report(&set, &plan_between(&plan, &after, &before));
        for (there, back) in [(&there, &back), (&back, &there)] {
            let change = |report: &Report, name: &str| subjects(report, |one| one.change.is_some_and(|change| change.name() == name));
            let failing_before = subjects(back, |one| one.verdict == Verdict::Fail);
            let introduced = &change(there, "introduced") - &failing_before;
            prop_assert_eq!(introduced, change(back, "fixed"));
            prop_assert!(change(there, "existing").is_subset(&failing_before));
            prop_assert!(change(there, "fixed").is_subset(&failing_before));
        }
    }
}
