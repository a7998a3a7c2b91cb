//! `checker explain`: what it says of every case of every policy, and that it is true: each change that it shows is made, and judged again.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::time::Duration;

use checker::explain::{About, Explanation, Judge, State, applied};
use checker::finding::Verdict;
use checker::inventory::Inventory;
use checker::inventory::hide::{Hidden, hide};
use checker::inventory::prior::Before;
use checker::policy::PolicySet;
use checker::policy::test::load_cases;
use support::{checker, top};

const LIMIT: Duration = Duration::from_secs(60);
const RUN: (&str, Duration) = ("2026-01-01T00:00:00Z", LIMIT);

fn about(subject: &str) -> About {
    match subject.strip_prefix("missing:") {
        Some(name) => About::Missing(name.to_owned()),
        None => About::Resource(subject.to_owned()),
    }
}

/// The verdict of a subject, by the way that the tests of policies take.
fn verdict(set: &PolicySet, policy: usize, inventory: &Inventory, subject: &str) -> Verdict {
    let verdicts = set.verdicts(policy, inventory).expect("verdicts");
    verdicts.get(subject).map_or(Verdict::NotApplicable, |found| found.verdict)
}

/// Everything that is wrong with the explanation of a subject.
fn wrong(set: &PolicySet, policy: usize, inventory: &Inventory, subject: &str, was: Verdict) -> Vec<String> {
    let mut wrong = Vec::new();
    let explained = Explanation::new(set, policy, about(subject), inventory, RUN, LIMIT * 10).expect("an explanation");
    if explained.said.verdict != was {
        wrong.push(format!("is {was:?} and is explained as {:?}", explained.said.verdict));
    }
    let whole = Inventory { before: Before::Unknown, ..inventory.clone() };
    for flip in &explained.flips {
        let changed = applied(&whole, &flip.edits).expect("the edits can be made");
        let found = verdict(set, policy, &changed, subject);
        if found != flip.verdict || found == was {
            wrong.push(format!("is {found:?} and not {:?} after {:?}", flip.verdict, flip.edits));
        }
    }
    if was == Verdict::Fail && explained.flips.is_empty() {
        wrong.push(format!("fails and has no flip\n{explained}"));
    }
    // What decides makes the verdict undetermined where it is hidden, and nothing else that was shown does.
    let inventory = &explained.inventory;
    let mut judge = Judge::new(set, policy, about(subject), RUN, usize::MAX, LIMIT * 10);
    for read in explained
        .reads
        .places
        .iter()
        .filter(|read| !matches!(was, Verdict::Undetermined | Verdict::NotApplicable) && !read.path.is_empty())
    {
        let address = inventory.resources[read.at].address.to_string();
        let hidden = match (&read.state, read.links.is_empty()) {
            (_, false) => Hidden::Link(address, read.path.clone()),
            (State::Unknown(_), true) => continue,
            _ => Hidden::Value(address, read.path.clone()),
        };
        let then = judge.say(&hide(inventory, [&hidden])).expect("a verdict").verdict;
        if (then != was) != read.decides {
            wrong.push(format!("{hidden:?} makes it {then:?}, and is said to decide: {}", read.decides));
        }
    }
    // The text holds what was found.
    let text = explained.to_string();
    if !text.contains(subject) || !text.contains(was.name()) || !text.contains(&explained.policy.metadata.statement) {
        wrong.push(text);
    }
    wrong
}

#[test]
fn every_case_is_explained_and_every_change_is_true() {
    let set = PolicySet::load(Some(&top().join("policies"))).expect("the policies");
    let all: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..set.policies.len())
            .map(|policy| {
                scope.spawn({
                    let set = &set;
                    move || {
                        let mut all = Vec::new();
                        for case in load_cases(set, &set.policies[policy]).expect("cases") {
                            // What would decide takes the longest to find: one of a case.
                            let mut open = 0;
                            for (subject, found) in set.verdicts(policy, &case.inventory).expect("verdicts") {
                                open += usize::from(found.verdict == Verdict::Undetermined);
                                if found.verdict == Verdict::Undetermined && open > 1 {
                                    continue;
                                }
                                let wrong = wrong(set, policy, &case.inventory, &subject, found.verdict);
                                all.extend(wrong.into_iter().map(|line| format!("{} {subject}: {line}", case.name)));
                            }
                        }
                        all
                    }
                })
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().expect("no panic")).collect()
    });
    assert!(all.is_empty(), "{} wrong:\n{}", all.len(), all.join("\n"));
}

const PLAN: &str = "fixtures/plans/production.json";

fn explain(arguments: &[&str]) -> support::Ran {
    checker(["explain"].iter().chain(arguments))
}

#[test]
fn a_pass_is_explained_with_what_it_rests_on() {
    let ran = explain(&["database/not-public", "aws_db_instance.this", PLAN, "--source", "infra/environments/production"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    for line in [
        "aws_db_instance.this: pass",
        "  * publicly_accessible = false",
        "    replicate_source_db is not there",
        "  * subnet_ids is not known (after_apply: known after apply) -> aws_subnet.private_a (certain), aws_subnet.private_b (certain)",
        "  * the list of aws_route in production: complete",
        "    aws_db_instance.this: publicly_accessible = true  (now = false)",
    ] {
        assert!(ran.out.lines().any(|shown| shown == line), "{line} is not in {}", ran.out);
    }
    assert!(!ran.out.contains("To do"), "{}", ran.out);
}

#[test]
fn a_failure_is_explained_with_its_place_and_its_remedy() {
    let text = std::fs::read_to_string(top().join(PLAN)).expect("a plan");
    let mut plan: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let changes = plan["resource_changes"].as_array_mut().expect("changes");
    let database = changes.iter_mut().find(|change| change["address"] == "aws_db_instance.this").expect("the database");
    database["change"]["after"]["publicly_accessible"] = true.into();
    let arguments = ["explain", "database/not-public", "aws_db_instance.this", "-", "--source", "infra/environments/production"];
    let ran = support::checker_in(top(), arguments, plan.to_string());
    assert_eq!(ran.status, 0, "an explanation, whatever the verdict is: {ran:#?}");
    for line in [
        "aws_db_instance.this: fail",
        "  the database is publicly accessible by its flag",
        "    at aws_db_instance.this: publicly_accessible",
        "    aws_db_instance.this: publicly_accessible = false  (now = true)",
    ] {
        assert!(ran.out.lines().any(|shown| shown == line), "{line} is not in {}", ran.out);
    }
    assert!(ran.out.contains("    in infra/environments/production/database.tf:"), "{}", ran.out);
    assert!(ran.out.contains("To do: Set `publicly_accessible = false`"), "{}", ran.out);
}

#[test]
fn what_is_undetermined_is_explained_with_what_would_decide() {
    // Without the source, whose list of subnets says it all.
    let ran = explain(&["database/not-public", "aws_db_instance.this", PLAN]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(
        ran.out.contains("aws_db_instance.this: undetermined\n") && ran.out.contains("Were this known, it fails\n"),
        "{}",
        ran.out
    );
    let unknown = "policies/database/not-public/cases/unknown_flag.plan.json";
    let case = std::fs::read_to_string(top().join(unknown.replace(".plan.json", ".tf"))).expect("a case");
    let subject = case.lines().find_map(|line| line.strip_prefix("# expect: undetermined ")).expect("a subject");
    let ran = explain(&["database/not-public", subject, unknown]);
    assert!(ran.out.contains("is not known ("), "{}", ran.out);
}

#[test]
fn what_is_missing_is_explained() {
    let case = "policies/storage/backup-object-lock/cases/bad_missing.plan.json";
    let ran = explain(&["storage/backup-object-lock", "missing:restartix-backup-production", case]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let flip = "with which it is not missing any more";
    assert!(ran.out.contains("missing:restartix-backup-production: fail\n") && ran.out.contains(flip), "{}", ran.out);
}

#[test]
fn what_the_statement_is_not_about_is_said_to_be() {
    let ran = explain(&["database/not-public", "aws_s3_bucket.backup", PLAN]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.out.contains("aws_s3_bucket.backup: not-applicable\n  the statement is not about it"), "{}", ran.out);
}

#[test]
fn an_account_is_explained_too() {
    let ran = explain(&[
        "storage/backup-object-lock",
        "aws_s3_bucket.backup",
        "policies/storage/backup-object-lock/cases/bad_unlocked.snapshot.json",
    ]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let block = r#"    aws_s3_bucket.backup: object_lock_configuration = [{"rule":[{"default_retention":[{"mode":"COMPLIANCE","years":7}]}]}]"#;
    assert!(ran.out.contains(block), "{}", ran.out);
}

#[test]
fn a_wrong_name_is_answered_with_the_one_that_is_most_like_it() {
    for (arguments, expected) in [
        (["database/not-publik", "aws_db_instance.this", PLAN], "did you mean `database/not-public`?"),
        (["database/not-public", "aws_db_instance.thiz", PLAN], "did you mean `aws_db_instance.this`?"),
        (["database/not-public", "nothing like it", PLAN], "explain::unknown_subject"),
        (
            [
                "storage/backup-object-lock",
                "missing:restartix-backup",
                "policies/storage/backup-object-lock/cases/bad_missing.plan.json",
            ],
            "did you mean `missing:restartix-backup-production`?",
        ),
        (["database/not-public", "missing:x", PLAN], "holds no `missing:x`"),
        (["database/not-public", "aws_db_instance.this", "none.json"], "plan::unreadable"),
    ] {
        let ran = explain(&arguments);
        assert!(ran.status == 2 && ran.out.is_empty() && ran.err.replace("\n", " ").contains(expected), "{expected}: {ran:#?}");
    }
}
