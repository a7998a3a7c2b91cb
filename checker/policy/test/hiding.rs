//! The hiding property: with anything hidden, every verdict is what it was, or undetermined; and hiding what a policy does not read
//! changes nothing.

use std::collections::BTreeSet;

use super::cases::{Case, Expected, Verdicts};
use super::{Options, Tested};
use crate::finding::Verdict;
use crate::inventory::Inventory;
use crate::inventory::hide::{Hidden, everything, hide};
use crate::policy::PolicySet;
use crate::policy::error::PolicyError;
use crate::policy::metadata::Metadata;

/// Failures shown per case; the rest would say the same.
const SHOWN: usize = 3;

/// Hides every single thing, random subsets, and what is not read.
pub fn check(
    set: &PolicySet,
    policy: usize,
    case: &Case,
    verdicts: &Verdicts,
    options: Options,
    tested: &mut Tested,
) -> Result<(), PolicyError> {
    let all = everything(&case.inventory);
    let mut random = fastrand::Rng::with_seed(options.seed);
    let mut subsets: Vec<Vec<&Hidden>> = all.iter().map(|one| vec![one]).collect();
    for round in 0..options.subsets {
        // From nearly everything hidden to nearly nothing.
        let share = f64::from(round + 1) / f64::from(options.subsets + 1);
        subsets.push(all.iter().filter(|_| random.f64() < share).collect());
    }
    // One subset, revealed one by one.
    let mut order: Vec<&Hidden> = all.iter().collect();
    random.shuffle(&mut order);
    let steps = order.len().min(usize::try_from(options.subsets).unwrap_or(0) * 2);
    subsets.extend((0..steps).map(|step| order[step * order.len() / steps.max(1)..].to_vec()));

    let mut rego = set.rego.clone();
    let mut shown = 0;
    for subset in subsets {
        let hidden = hide(&case.inventory, subset.iter().copied());
        let found = set.verdicts_with(&mut rego, policy, &hidden)?;
        tested.hidden += 1;
        let flips = flips(verdicts, &found, &subset);
        for flip in flips {
            shown += 1;
            if shown <= SHOWN {
                tested.failures.push(format!("{}: {flip} with {} hidden", case.path, describe(&subset)));
            }
        }
    }
    let metadata = &set.policies[policy].metadata;
    let unread: Vec<Hidden> = all.iter().filter(|one| !reads(metadata, &case.inventory, one)).cloned().collect();
    let found = set.verdicts_with(&mut rego, policy, &hide(&case.inventory, &unread))?;
    tested.hidden += 1;
    if found != *verdicts {
        let changed = verdicts
            .iter()
            .find(|(subject, verdict)| found.get(*subject) != Some(verdict))
            .map_or("a subject", |(subject, _)| subject);
        tested.failures.push(format!("{}: hiding what the policy does not read changes {changed}", case.path));
    }
    Ok(())
}

/// The subjects whose verdict became another definite one.
fn flips(before: &Verdicts, after: &Verdicts, hidden: &[&Hidden]) -> Vec<String> {
    let gone: BTreeSet<&str> = hidden
        .iter()
        .filter_map(|one| match one {
            Hidden::Resource(address) => Some(address.as_str()),
            _ => None,
        })
        .collect();
    let subjects: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let verdict = |verdicts: &Verdicts, subject: &str| {
        verdicts.get(subject).map_or(Verdict::NotApplicable, |found: &Expected| found.verdict)
    };
    subjects
        .into_iter()
        .filter(|subject| !gone.contains(subject.as_str()))
        .filter_map(|subject| {
            let (was, is) = (verdict(before, subject), verdict(after, subject));
            (was != is && is != Verdict::Undetermined).then(|| format!("{subject} turns from {} to {}", was.name(), is.name()))
        })
        .collect()
}

/// `true` where the policy may read what would be hidden.
fn reads(policy: &Metadata, inventory: &Inventory, hidden: &Hidden) -> bool {
    let kind_of =
        |address: &str| inventory.resources.iter().find(|resource| *resource.address == *address).map(|resource| &*resource.kind);
    match hidden {
        Hidden::Value(address, path) | Hidden::Link(address, path) => kind_of(address)
            .and_then(|kind| policy.reads.get(kind))
            .is_some_and(|patterns| patterns.iter().any(|pattern| pattern.touches(path))),
        Hidden::Resource(address) => kind_of(address).is_some_and(|kind| policy.reads.contains_key(kind)),
        Hidden::Coverage(_, kind) => policy.reads.contains_key(kind),
    }
}

fn describe(subset: &[&Hidden]) -> String {
    let one = |hidden: &Hidden| match hidden {
        Hidden::Value(address, path) => format!("{address}.{path}"),
        Hidden::Link(address, path) => format!("the link {address}.{path}"),
        Hidden::Resource(address) => address.clone(),
        Hidden::Coverage(scope, kind) => format!("the list of {kind} in {scope}"),
    };
    match subset {
        [only] => one(only),
        [first, ..] => format!("{} and {} more", one(first), subset.len() - 1),
        [] => "nothing".to_owned(),
    }
}
