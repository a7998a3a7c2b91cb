//! Waivers on the results of a run: what each of them excuses, and what is left of them.

use std::collections::BTreeSet;

use super::fields::Stated;
use super::ledger::{Ledger, Line};
use super::pattern::Pattern;
use super::{Match, Waiver};
use crate::finding::Verdict;
use crate::inventory::keys::Bridge;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::text;
use crate::inventory::{Inventory, Kind, Resource};
use crate::report::{Outcome, Report};

/// Excuses what the waivers are for, and writes down what became of each. The report is of the inventory; `whole` where no policy was left
/// out of the run.
///
/// Of several waivers for a result the first in the file counts that holds on the day. What the plan does to a violation has been told by
/// then and stays: a waiver neither introduces nor fixes anything.
pub fn apply(waivers: Vec<Stated<Waiver>>, report: &mut Report, inventory: &Inventory, whole: bool) {
    if waivers.is_empty() {
        return;
    }
    let run = Run { inventory };
    let mut tallies = vec![Tally::default(); waivers.len()];
    for outcome in &mut report.results {
        if matches!(outcome.verdict, Verdict::Fail | Verdict::Undetermined) {
            excuse(outcome, &waivers, &run, &mut tallies);
        }
    }
    report.settle();
    let mut ledger = Ledger::default();
    for (stated, tally) in waivers.into_iter().zip(tallies) {
        let is_used = tally.results > 0;
        let line = |waiver: Waiver| Line { results: tally.results, note: note(&waiver, tally, report), waiver };
        let (waiver, expires) = match stated {
            Stated::Malformed(entry) => {
                ledger.malformed.push(entry);
                continue;
            }
            Stated::Expired(waiver) => {
                ledger.expired.push(Line { note: None, ..line(waiver) });
                continue;
            }
            Stated::Expiring(waiver) => (waiver, true),
            Stated::Valid(waiver) => (waiver, false),
        };
        let is_unused = !is_used && run.concerns(&waiver, report, whole);
        let line = line(waiver);
        if expires {
            ledger.expiring.push(line.clone());
        }
        if is_used {
            ledger.used.push(line);
        } else if is_unused {
            ledger.unused.push(line);
        }
    }
    report.waivers = ledger;
}

/// Excuses one result, if a waiver is for it.
fn excuse(outcome: &mut Outcome, waivers: &[Stated<Waiver>], run: &Run<'_>, tallies: &mut [Tally]) {
    let resources = run.resources(outcome);
    let mut excuse: Option<&Waiver> = None;
    let mut late = Vec::new();
    for (stated, tally) in waivers.iter().zip(tallies.iter_mut()) {
        let Some(waiver) = stated.entry().filter(|waiver| waiver.policy == outcome.policy) else { continue };
        let Some(met) = run.meets(outcome, &resources, &waiver.matching) else { continue };
        if !run.spans(outcome, &waiver.matching) {
            tally.apart = true;
        } else if matches!(stated, Stated::Expired(_)) {
            late.push(tally);
        } else if let Some(first) = excuse {
            tally.behind.get_or_insert_with(|| first.place.to_string());
        } else {
            excuse = Some(waiver);
            tally.results += 1;
            if let Met::Before { from, to } = met {
                tally.moved = Some((from.to_owned(), to.to_owned()));
            }
        }
    }
    match excuse {
        Some(waiver) => {
            outcome.verdict = Verdict::Waived;
            outcome.waiver = Some(Box::new(waiver.clone()));
        }
        None => late.into_iter().for_each(|tally| tally.results += 1),
    }
}

/// What is to be said about a waiver beside its dates.
fn note(waiver: &Waiver, tally: Tally, report: &Report) -> Option<String> {
    match tally {
        Tally { results: 1.., moved, .. } => moved.map(|(from, to)| {
            format!("`{from}` is `{to}` from now on: write the new address, later plans do not tell of the move")
        }),
        _ if !report.policies.index.contains_key(&waiver.policy) => Some(format!("no policy has the id `{}`", waiver.policy)),
        Tally { behind: Some(first), .. } => Some(format!("{first} excuses what it matches")),
        Tally { apart: true, .. } => Some(
            "what it matches has no key that plan and account share: naming an ARN or an account it counts in accounts alone, else in plans alone"
                .to_owned(),
        ),
        Tally { .. } => None,
    }
}

/// What became of a waiver.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// Results that it excuses, or that stand because its time is over.
    results: usize,
    /// An address that it names, and what that is now.
    moved: Option<(String, String)>,
    /// The waiver that excuses what this one is for too.
    behind: Option<String>,
    /// It matches results of the other kind of input.
    apart: bool,
}

/// How a result meets a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met<'r> {
    /// As it is.
    Now,
    /// By the address that the resource had before the plan.
    Before { from: &'r str, to: &'r str },
}

/// What the results are about.
struct Run<'i> {
    inventory: &'i Inventory,
}

impl<'i> Run<'i> {
    /// What a result is about, and what must change.
    fn resources(&self, outcome: &Outcome) -> Vec<&'i Resource> {
        let several = self.inventory.origins.len() > 1;
        let find = |own: &String| {
            let subject = outcome.subject.as_ref().filter(|_| several);
            let position = match subject {
                Some(subject) => self.inventory.position(&format!("{subject}::{own}")),
                None => self.inventory.position(own),
            };
            Some(&self.inventory.resources[position?])
        };
        let names: BTreeSet<&String> = outcome.resource.iter().chain(&outcome.at).collect();
        names.into_iter().filter_map(find).collect()
    }

    /// Whether every key holds for a result.
    fn meets(&self, outcome: &Outcome, resources: &[&'i Resource], matching: &Match) -> Option<Met<'i>> {
        if !holds(matching.missing.as_ref(), outcome.missing.as_deref())
            || !holds(matching.scope.as_ref(), outcome.judged_in.as_deref())
        {
            return None;
        }
        if outcome.resource.is_none() && outcome.at.is_none() {
            let mut origins = self.inventory.origins.iter();
            let account =
                origins.find(|origin| outcome.subject.as_ref() == Some(&origin.id)).and_then(|origin| origin.account.as_deref());
            return (!matching.is_of_resource() && holds(matching.account.as_ref(), account)).then_some(Met::Now);
        }
        resources.iter().find_map(|resource| Self::means(matching, resource))
    }

    /// Whether every key about a resource holds for it.
    fn means(matching: &Match, resource: &'i Resource) -> Option<Met<'i>> {
        let tags = |key: &str| known(resource, "tags_all", Some(key)).or_else(|| known(resource, "tags", Some(key)));
        let is_meant = holds(matching.arn.as_ref(), known(resource, "arn", None))
            && holds(matching.account.as_ref(), resource.account.as_deref())
            && holds(matching.region.as_ref(), resource.region.as_deref())
            && matching.tag.iter().all(|(key, value)| tags(key) == Some(value.as_str()));
        if !is_meant {
            return None;
        }
        matching.address.as_ref().map_or(Some(Met::Now), |pattern| Self::names(pattern, resource))
    }

    /// Whether a pattern is of the address that a resource has, or had before the plan moved it.
    fn names(pattern: &Pattern, resource: &'i Resource) -> Option<Met<'i>> {
        let own = &*resource.own_address;
        if pattern.matches(own) {
            return Some(Met::Now);
        }
        let from = resource.previous_address.as_deref().filter(|from| pattern.matches(from))?;
        Some(Met::Before { from, to: own })
    }

    /// Whether a waiver reaches a result. Without a key that plan and account share nothing proves that a resource of the one is that of the
    /// other: what names an ARN or an account is then for accounts alone, and everything else for plans.
    fn spans(&self, outcome: &Outcome, matching: &Match) -> bool {
        outcome.bridge != Bridge::None || matching.is_of_account() == (self.inventory.kind == Kind::Snapshot)
    }

    /// Whether a waiver ought to be of use in this run: one of another scope or account, or of an account in a run on plans, is not unused
    /// because this run is not about it.
    fn concerns(&self, waiver: &Waiver, report: &Report, whole: bool) -> bool {
        let Match { address, account, scope, .. } = &waiver.matching;
        let is_account = self.inventory.kind == Kind::Snapshot;
        (whole || report.policies.index.contains_key(&waiver.policy))
            && scope.as_ref().is_none_or(|scope| self.inventory.scopes.contains_key(scope.as_str()))
            && account
                .as_ref()
                .is_none_or(|account| self.inventory.origins.iter().any(|one| one.account.as_ref() == Some(account)))
            && (if is_account { address.is_none() || waiver.matching.is_of_account() } else { !waiver.matching.is_of_account() })
    }
}

/// Whether what is wanted is what was found. What was not found is not known.
fn holds(wanted: Option<&String>, found: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| found == Some(wanted.as_str()))
}

/// The text of an attribute, or of a key in it, where it is known.
fn known<'r>(resource: &'r Resource, attribute: &str, key: Option<&str>) -> Option<&'r str> {
    let path = AttributePath::attribute(attribute);
    let path = key.map_or(path.clone(), |key| path.join(Segment::Key(key.into())));
    path.get(&resource.values).and_then(text).filter(|_| resource.unknown.above(&path).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::*;
    use crate::inventory::sample::{inventory, path, resource};
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Inventory, Origin};
    use crate::waiver;
    use jiff::civil::Date;
    use serde_json::json;

    /// The one waiver of these keys of `match`.
    fn matching(keys: &str) -> Match {
        let text = format!(
            "- {{policy: a/b, match: {{{keys}}}, reason: r, owner: o, approved_by: p, ticket: t, created: 2026-01-01, expires: 2026-02-01}}"
        );
        let entries = Entries::parse("w.yaml".to_owned(), text).expect("YAML");
        let read = waiver::read(&entries, Date::constant(2026, 1, 1));
        read[0].entry().unwrap_or_else(|| panic!("{read:?}")).matching.clone()
    }

    /// A result about a resource.
    fn about(resource: &str, at: &str) -> Outcome {
        Outcome {
            subject: Some("production".to_owned()),
            policy: "a/b".to_owned(),
            severity: crate::policy::metadata::Severity::High,
            verdict: Verdict::Fail,
            judged_in: Some("production".into()),
            scope: None,
            resource: Some(resource.to_owned()),
            at: Some(at.to_owned()),
            missing: None,
            attribute: path("name"),
            message: None,
            reason: None,
            needs_action: Vec::new(),
            change: None,
            waiver: None,
            fingerprint: String::new(),
            bridge: Bridge::Exact,
            observed_at: None,
            source: Kind::Plan,
            location: None,
        }
    }

    fn without(missing: Option<&str>) -> Outcome {
        Outcome { resource: None, at: None, missing: missing.map(str::to_owned), ..about("", "") }
    }

    fn origin(id: &str, account: Option<&str>) -> Origin {
        let account = account.map(str::to_owned);
        Origin {
            id: id.to_owned(),
            kind: Kind::Plan,
            scope: None,
            account,
            digest: String::new(),
            terraform_version: None,
            partial: None,
            only_destroys: false,
        }
    }

    fn of(resources: Vec<Resource>) -> Inventory {
        Inventory { origins: vec![origin("production", Some("1"))], ..inventory(resources) }
    }

    fn meets(inventory: &Inventory, outcome: &Outcome, keys: &str) -> bool {
        let run = Run { inventory };
        run.meets(outcome, &run.resources(outcome), &matching(keys)).is_some()
    }

    #[test]
    fn every_key_must_hold_and_what_is_unknown_holds_for_none() {
        let values = json!({"arn": "arn:x", "tags": {"team": "a", "only": "b"}, "tags_all": {"team": "a", "env": "c", "n": 1}});
        let known = Resource { region: Some("r".into()), account: Some("1".into()), ..resource("aws_vpc.a", values) };
        let hidden = resource("aws_vpc.b", json!({"tags_all": {"team": "(redacted)"}}))
            .not_knowing("arn", UnknownKind::AfterApply)
            .not_knowing("tags_all.team", UnknownKind::Redacted);
        let inventory = of(vec![known, hidden]);
        let is = |name: &str, keys: &str| meets(&inventory, &about(name, name), keys);
        for keys in [
            "address: aws_vpc.a",
            "arn: 'arn:x'",
            "account: 1",
            "region: r",
            "tag: {team: a}",
            "tag: {env: c, only: b}",
            "scope: production",
            "address: aws_vpc.*, arn: 'arn:x', account: 1, region: r, tag: {team: a}, scope: production",
        ] {
            assert!(is("aws_vpc.a", keys), "{keys}");
        }
        for keys in [
            "address: aws_vpc.b",
            "arn: 'arn:y'",
            "account: 2",
            "region: s",
            "tag: {team: b}",
            "tag: {team: a, env: d}",
            "tag: {n: 1}",
            "scope: staging",
            "missing: x",
            "address: aws_vpc.a, region: s",
            "arn: 'arn:x', scope: staging",
        ] {
            assert!(!is("aws_vpc.a", keys), "{keys}");
        }
        assert!(is("aws_vpc.b", "address: aws_vpc.b"));
        for keys in ["arn: 'arn:x'", "account: 1", "region: r", "tag: {team: (redacted)}", "address: aws_vpc.b, account: 1"] {
            assert!(!is("aws_vpc.b", keys), "{keys}");
        }
    }

    #[test]
    fn one_of_the_two_resources_of_a_result_has_all_keys() {
        let tagged = |address: &str, team: &str| resource(address, json!({"tags": {"team": team}}));
        let inventory = of(vec![tagged("aws_lb.a", "a"), tagged("aws_lb_listener.b", "b")]);
        let outcome = about("aws_lb.a", "aws_lb_listener.b");
        for keys in ["address: aws_lb.a", "address: aws_lb_listener.b", "address: aws_lb.a, tag: {team: a}", "tag: {team: b}"] {
            assert!(meets(&inventory, &outcome, keys), "{keys}");
        }
        assert!(!meets(&inventory, &outcome, "address: aws_lb.a, tag: {team: b}"));
    }

    #[test]
    fn what_is_missing_and_a_whole_policy_are_named_or_of_a_scope() {
        let inventory = of(vec![resource("aws_vpc.a", json!({}))]);
        let (missing, whole) = (without(Some("trail")), without(None));
        for (outcome, keys, expected) in [
            (&missing, "missing: trail", true),
            (&missing, "missing: trail, scope: production, account: 1", true),
            (&missing, "missing: other", false),
            (&missing, "missing: trail, account: 2", false),
            (&missing, "missing: trail, region: r", false),
            (&missing, "address: '**'", false),
            (&missing, "scope: production", true),
            (&whole, "scope: production", true),
            (&whole, "scope: staging", false),
            (&whole, "missing: trail", false),
            (&whole, "tag: {a: b}, scope: production", false),
            (&whole, "arn: a, scope: production", false),
        ] {
            assert_eq!(meets(&inventory, outcome, keys), expected, "{keys}");
        }
        let unknown = Outcome { judged_in: None, ..whole };
        assert!(!meets(&inventory, &unknown, "scope: production"), "a scope that nobody knows");
    }

    #[test]
    fn a_waiver_follows_a_resource_that_moves() {
        let moved = Resource { previous_address: Some("aws_vpc.a".to_owned()), ..resource("aws_vpc.b", json!({})) };
        let met = |text: &str| Run::names(&Pattern::parse(text).expect("a pattern"), &moved);
        let before = Some(Met::Before { from: "aws_vpc.a", to: "aws_vpc.b" });
        assert_eq!((met("aws_vpc.b"), met("aws_vpc.*")), (Some(Met::Now), Some(Met::Now)));
        assert_eq!((met("aws_vpc.a"), met("*.a"), met("aws_vpc.c")), (before, before, None));
    }

    #[test]
    fn of_several_plans_the_one_that_the_result_is_of_is_looked_at() {
        let plan = |scope: &str, team: &str| {
            let mut plan = inventory(vec![resource("aws_vpc.a", json!({"tags": {"team": team}})).of(scope)]);
            plan.origins.push(Origin { scope: Some(scope.to_owned()), ..origin(scope, None) });
            plan
        };
        let both = Inventory::merge(vec![plan("production", "a"), plan("staging", "b")]);
        assert!(meets(&both, &about("aws_vpc.a", "aws_vpc.a"), "tag: {team: a}"));
        let staging = Outcome { subject: Some("staging".to_owned()), ..about("aws_vpc.a", "aws_vpc.a") };
        assert!(meets(&both, &staging, "tag: {team: b}") && !meets(&both, &staging, "tag: {team: a}"));
    }

    #[test]
    fn without_a_shared_key_a_waiver_is_for_plans_or_for_accounts() {
        let plan = of(vec![resource("aws_vpc.a", json!({}))]);
        let account = Inventory { kind: Kind::Snapshot, ..plan.clone() };
        for (bridge, keys, in_plan, in_account) in [
            (Bridge::None, "address: aws_vpc.a", true, false),
            (Bridge::None, "tag: {a: b}", true, false),
            (Bridge::None, "arn: a", false, true),
            (Bridge::None, "address: aws_vpc.a, account: 1", false, true),
            (Bridge::Parent, "address: aws_vpc.a", true, true),
            (Bridge::Parent, "arn: a", true, true),
            (Bridge::Exact, "address: aws_vpc.a", true, true),
            (Bridge::Exact, "account: 1", true, true),
        ] {
            let outcome = Outcome { bridge, ..about("aws_vpc.a", "aws_vpc.a") };
            let spans = |inventory: &Inventory| Run { inventory }.spans(&outcome, &matching(keys));
            assert_eq!((spans(&plan), spans(&account)), (in_plan, in_account), "{bridge:?} {keys}");
        }
    }
}
