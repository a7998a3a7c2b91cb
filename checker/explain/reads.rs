//! What a policy reads about a subject, and what of it decides the verdict.

use std::collections::BTreeSet;

use super::judge::{About, Judge};
use crate::finding::Verdict;
use crate::inventory::hide::{Hidden, hide};
use crate::inventory::parts::{Parts, closure};
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::unknown::Unknown;
use crate::inventory::value::Value;
use crate::inventory::{Inventory, Link, Resource};
use crate::policy::metadata::Metadata;

/// Things beside the subject that are looked into; an account may hold many.
const OTHERS: usize = 1_000;

/// What stands at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// A value.
    Value(Value),
    /// Nothing, or null.
    Absent,
    /// Nobody knows.
    Unknown(Unknown),
}

/// A place that the policy reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The resource, by its position.
    pub at: usize,
    /// The place in it.
    pub path: AttributePath,
    /// What stands there.
    pub state: State,
    /// Where it points to.
    pub links: Vec<Link>,
    /// Were it not known, the verdict would not be either.
    pub decides: bool,
}

/// A list that is complete, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The scope.
    pub scope: String,
    /// The type.
    pub kind: String,
    /// Why it may be short.
    pub short: Option<String>,
    /// Were it not complete, the verdict would not be known.
    pub decides: bool,
}

/// Everything that the policy reads.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    /// The resources that the subject leads to, itself first, by position.
    pub near: Vec<usize>,
    /// The places, those of near resources first.
    pub places: Vec<Read>,
    /// The lists.
    pub lists: Vec<List>,
}

impl Reads {
    /// Collects what the policy reads, without saying yet what decides.
    pub fn new(policy: &Metadata, inventory: &Inventory, about: &About) -> Self {
        let parts = Parts::join(inventory);
        let near = near(policy, inventory, &parts, about);
        let is_near: BTreeSet<usize> = near.iter().copied().collect();
        let others = (0..inventory.resources.len()).filter(|at| !is_near.contains(at));
        let mut places = Vec::new();
        for at in near.iter().copied().chain(others) {
            let Some(patterns) = policy.reads.get(&*inventory.resources[at].kind) else { continue };
            places.extend(read(&inventory.resources[at], at, patterns));
            if is_near.contains(&at) {
                let short = parts.unknown[at].iter().filter(|(path, _)| path.root() == Some("parts"));
                let read = short
                    .filter(|(path, _)| matches!(path.segments(), [_, Segment::Key(kind)] if policy.reads.contains_key(&**kind)));
                places.extend(read.map(|(path, unknown)| Read {
                    at,
                    path: path.clone(),
                    state: State::Unknown(unknown.clone()),
                    links: Vec::new(),
                    decides: false,
                }));
            }
        }
        let mut lists = Vec::new();
        for (name, scope) in inventory.scopes.iter().filter(|(name, _)| policy.scopes.contains(&***name)) {
            lists.extend(policy.types().map(|kind| List {
                scope: name.to_string(),
                kind: kind.to_owned(),
                short: scope.complete.reason(kind).map(str::to_owned),
                decides: false,
            }));
        }
        Self { near, places, lists }
    }

    /// Finds out what decides: what of it makes the verdict undetermined when it is hidden alone. Hiding more never makes a verdict
    /// definite again, so that what can be hidden together without effect is not looked at one by one.
    pub fn decide(&mut self, judge: &mut Judge<'_>, inventory: &Inventory, verdict: Verdict) {
        if matches!(verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            return;
        }
        let near: BTreeSet<usize> = self.near.iter().copied().collect();
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        for (number, place) in self.places.iter().enumerate() {
            let address = inventory.resources[place.at].address.to_string();
            let hidden = match (&place.state, place.links.is_empty()) {
                (_, false) => Hidden::Link(address, place.path.clone()),
                (State::Unknown(_), true) => continue,
                _ => Hidden::Value(address, place.path.clone()),
            };
            if near.contains(&place.at) { first.push((hidden, number)) } else { rest.push((hidden, number)) }
        }
        let lists = self.lists.iter().enumerate().filter(|(_, list)| list.short.is_none());
        let lists: Vec<_> =
            lists.map(|(number, list)| (Hidden::Coverage(list.scope.clone(), list.kind.clone()), number)).collect();
        rest.truncate(OTHERS);
        for group in [&first, &rest] {
            for number in deciding(judge, inventory, verdict, group) {
                self.places[number].decides = true;
            }
        }
        for number in deciding(judge, inventory, verdict, &lists) {
            self.lists[number].decides = true;
        }
    }
}

/// The numbers of what decides in a group.
fn deciding(judge: &mut Judge<'_>, inventory: &Inventory, verdict: Verdict, group: &[(Hidden, usize)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = vec![group];
    while let Some(group) = open.pop() {
        if group.is_empty() {
            continue;
        }
        let Some(said) = judge.attempt(&hide(inventory, group.iter().map(|(hidden, _)| hidden))) else { continue };
        match group {
            _ if said.verdict == verdict => {}
            [(_, number)] => found.push(*number),
            _ => {
                let (left, right) = group.split_at(group.len() / 2);
                open.extend([right, left]);
            }
        }
    }
    found
}

/// The subject, its parts, and what they point to, as far as the policy reads it.
fn near(policy: &Metadata, inventory: &Inventory, parts: &Parts, about: &About) -> Vec<usize> {
    let About::Resource(address) = about else { return Vec::new() };
    let by_address = inventory.by_address();
    let Some(subject) = by_address.get(address.as_str()) else { return Vec::new() };
    let mut found = Vec::new();
    closure(parts, *subject, |at| found.push(at));
    let mut seen: BTreeSet<usize> = found.iter().copied().collect();
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        next += 1;
        let resource = &inventory.resources[at];
        let Some(patterns) = policy.reads.get(&*resource.kind) else { continue };
        let links = resource.links.iter().filter(|(path, _)| patterns.iter().any(|pattern| pattern.touches(path)));
        let targets = links.flat_map(|(_, links)| links).filter_map(|link| by_address.get(&*link.to).copied());
        found.extend(targets.filter(|target| seen.insert(*target)).collect::<Vec<_>>());
    }
    found.retain(|at| policy.reads.contains_key(&*inventory.resources[*at].kind));
    found
}

/// The places of a resource that the patterns name, each with what stands there.
pub fn read(resource: &Resource, at: usize, patterns: &[AttributePath]) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    for pattern in patterns {
        for path in expand(resource, pattern) {
            if found.iter().any(|read| read.path == path) {
                continue;
            }
            let state = match (resource.unknown.above(&path), path.get(&resource.values)) {
                (Some((_, unknown)), _) => State::Unknown(unknown.clone()),
                (None, None | Some(Value::Null)) => State::Absent,
                (None, Some(value)) => State::Value(value.clone()),
            };
            let links = resource.links.get(&path).cloned().unwrap_or_default();
            found.push(Read { at, path, state, links, decides: false });
        }
    }
    found
}

/// The places that a pattern names in a resource, as deep as there is something; what is unknown or empty stands for what would be in it.
fn expand(resource: &Resource, pattern: &AttributePath) -> Vec<AttributePath> {
    let mut places = vec![AttributePath::default()];
    let mut ends = Vec::new();
    for segment in pattern.segments() {
        let mut next = Vec::new();
        for place in places {
            let known = place.is_empty() || resource.unknown.above(&place).is_none();
            match (segment, place.get(&resource.values)) {
                _ if !known => ends.push(place),
                (Segment::Any, Some(Value::Array(list))) if !list.is_empty() => {
                    next.extend((0..list.len()).map(|at| place.join(Segment::Index(at))));
                }
                (Segment::Any, _) => ends.push(place),
                (step, Some(Value::Object(_))) => next.push(place.join(step.clone())),
                _ => ends.push(place),
            }
        }
        places = next;
    }
    ends.extend(places);
    ends
}
