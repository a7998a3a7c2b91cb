//! `checker explain`: what it says of every case of every policy, and that it is true: each change that it shows is made, and judged again.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;
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

/// Failing subjects of cases for which no change is found, each with the reason.
const WITHOUT: &[(&str, &str)] = &[];

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
                            for (subject, found) in set.verdicts(policy, &case.inventory).expect("verdicts") {
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
    let known = |line: &String| WITHOUT.iter().any(|(place, _)| line.starts_with(place));
    let new: Vec<&String> = all.iter().filter(|line| !known(line)).collect();
    assert!(new.is_empty(), "{} wrong:\n{}", new.len(), new.into_iter().cloned().collect::<Vec<_>>().join("\n"));
    for (place, _) in WITHOUT {
        assert!(all.iter().any(|line| line.starts_with(place)), "{place} has a flip by now");
    }
}
