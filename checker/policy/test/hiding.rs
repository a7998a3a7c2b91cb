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
use crate::policy::rego::Rego;

/// Failures shown per case; the rest would say the same.
const SHOWN: usize = 3;

/// Hides every single thing, random subsets, and what is not read.
pub fn check(
    set: &PolicySet,
    rego: &mut Rego,
    policy: usize,
    case: &Case,
    verdicts: &Verdicts,
    options: Options,
    tested: &mut Tested,
) -> Result<(), PolicyError> {
    let all = everything(&case.inventory);
    let mut shown = 0;
    for subset in subsets(&all, options) {
        let hidden = hide(&case.inventory, subset.iter().copied());
        let found = set.verdicts_with(rego, policy, &hidden)?;
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
    let found = set.verdicts_with(rego, policy, &hide(&case.inventory, &unread))?;
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

/// Every single thing, random subsets, and everything, revealed step by step.
fn subsets(all: &[Hidden], options: Options) -> Vec<Vec<&Hidden>> {
    let mut random = fastrand::Rng::with_seed(options.seed);
    let mut subsets: Vec<Vec<&Hidden>> = all.iter().map(|one| vec![one]).collect();
    for round in 0..options.subsets {
        // From nearly nothing hidden to nearly everything.
        subsets.push(all.iter().filter(|_| random.u32(0..=options.subsets) <= round).collect());
    }
    let mut order: Vec<&Hidden> = all.iter().collect();
    random.shuffle(&mut order);
    let steps = order.len().min(usize::try_from(options.subsets).unwrap_or(0) * 2);
    subsets.extend((0..steps).map(|step| order[step * order.len() / steps..].to_vec()));
    subsets
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
    // The estimate reads whatever is billed, and what that depends on.
    let matters = |kind: &str| policy.reads_cost() && crate::cost::components::matters(kind);
    match hidden {
        Hidden::Value(address, _) | Hidden::Link(address, _) | Hidden::Resource(address)
            if kind_of(address).is_some_and(matters) =>
        {
            true
        }
        Hidden::Coverage(_, kind) if matters(kind) => true,
        Hidden::Value(address, path) | Hidden::Link(address, path) => kind_of(address)
            .and_then(|kind| policy.reads.get(kind))
            .is_some_and(|patterns| patterns.iter().any(|pattern| pattern.touches(path))),
        Hidden::Resource(address) => {
            kind_of(address).is_some_and(|kind| policy.is_about(kind) || policy.reads.contains_key(kind))
        }
        Hidden::Coverage(_, kind) => policy.is_about(kind) || policy.reads.contains_key(kind),
        Hidden::Region(_) => policy.reads_region() || policy.reads_cost(),
    }
}

fn describe(subset: &[&Hidden]) -> String {
    let one = |hidden: &Hidden| match hidden {
        Hidden::Value(address, path) => format!("{address}.{path}"),
        Hidden::Link(address, path) => format!("the link {address}.{path}"),
        Hidden::Resource(address) => address.clone(),
        Hidden::Coverage(scope, kind) => format!("the list of {kind} in {scope}"),
        Hidden::Region(address) => format!("the region of {address}"),
    };
    match subset {
        [only] => one(only),
        [first, ..] => format!("{} and {} more", one(first), subset.len() - 1),
        [] => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::sample::path;

    fn all(number: usize) -> Vec<Hidden> {
        (0..number).map(|at| Hidden::Resource(format!("a.r{at}"))).collect()
    }

    #[test]
    fn subsets_grow_and_the_last_ones_shrink_step_by_step() {
        let all = all(1000);
        let subsets = subsets(&all, Options { subsets: 9, seed: 7 });
        let sizes: Vec<usize> = subsets.iter().map(Vec::len).collect();
        assert_eq!((sizes.len(), &sizes[..1000]), (1000 + 9 + 18, &[1; 1000][..]));
        for (round, size) in sizes[1000..1009].iter().enumerate() {
            assert!(size.abs_diff(round * 100 + 100) < 60, "{round}: {size}");
        }
        let shrinking = &subsets[1009..];
        assert_eq!(shrinking[0].len(), 1000);
        for pair in shrinking.windows(2) {
            assert!((pair[0].len() - pair[1].len()).abs_diff(1000 / 18) <= 1, "{pair:?}");
            assert!(pair[0].ends_with(&pair[1]));
        }
        assert!(shrinking[17].len().abs_diff(1000 / 18) <= 1);
    }

    #[test]
    fn few_things_are_revealed_one_by_one() {
        let three = all(3);
        let sizes: Vec<usize> = subsets(&three, Options { subsets: 9, seed: 7 })[12..].iter().map(Vec::len).collect();
        assert_eq!(sizes, [3, 2, 1]);
        assert!(subsets(&all(0), Options { subsets: 2, seed: 7 }).iter().all(Vec::is_empty));
    }

    fn verdicts(list: &[(&str, Verdict)]) -> Verdicts {
        list.iter().map(|(subject, verdict)| ((*subject).to_owned(), Expected { verdict: *verdict, at: Vec::new() })).collect()
    }

    #[test]
    fn a_flip_is_from_one_verdict_to_another_that_is_definite() {
        use Verdict::{Fail, NotApplicable, Pass, Undetermined};
        for (was, is, flips_to) in [
            (Pass, Fail, true),
            (Fail, Pass, true),
            (Undetermined, Pass, true),
            (Pass, NotApplicable, true),
            (Pass, Undetermined, false),
            (Fail, Fail, false),
        ] {
            let found = flips(&verdicts(&[("a.x", was)]), &verdicts(&[("a.x", is)]), &[]);
            let expected = format!("a.x turns from {} to {}", was.name(), is.name());
            assert_eq!(found, if flips_to { vec![expected] } else { Vec::new() });
        }
        // What is hidden itself has no verdict any more; what appears was not applicable.
        let gone = Hidden::Resource("a.x".into());
        assert!(flips(&verdicts(&[("a.x", Fail)]), &verdicts(&[]), &[&gone]).is_empty());
        assert_eq!(
            flips(&verdicts(&[]), &verdicts(&[("missing:x", Fail)]), &[&gone]),
            ["missing:x turns from not-applicable to fail"]
        );
    }

    #[test]
    fn what_is_hidden_is_named() {
        let value = Hidden::Value("a.x".into(), path("b[0]"));
        let link = Hidden::Link("a.x".into(), path("c"));
        let (resource, list) = (Hidden::Resource("a.x".into()), Hidden::Coverage("edge".into(), "a".into()));
        assert_eq!(describe(&[&value]), "a.x.b[0]");
        assert_eq!(describe(&[&link]), "the link a.x.c");
        assert_eq!(describe(&[&resource, &value, &list]), "a.x and 2 more");
        assert_eq!(describe(&[&list]), "the list of a in edge");
        assert_eq!(describe(&[&Hidden::Region("a.x".into())]), "the region of a.x");
        assert_eq!(describe(&[]), "nothing");
    }
}
