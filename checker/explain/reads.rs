//! What a policy reads about a subject, and what of it decides the verdict.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::{About, Judge};
use crate::finding::Verdict;
use crate::inventory::hide::{Hidden, hide};
use crate::inventory::parts::{Parts, closure};
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::relations;
use crate::inventory::unknown::{Unknown, UnknownKind};
use crate::inventory::value::Value;
use crate::inventory::{Certainty, Inventory, Link, Resource};
use crate::policy::metadata::Metadata;

/// Places of what the subject does not lead to that are looked at; an account may hold many.
pub const OTHERS: usize = 1_000;

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
    /// The place is no attribute: it is the region that the resource itself is in.
    pub is_region: bool,
    /// What stands there.
    pub state: State,
    /// Where it points to.
    pub links: Vec<Link>,
    /// Were it not known, the verdict would not be either.
    pub decides: bool,
}

impl Read {
    /// What hides it, to see whether it decides; `None` where it is not known as it is.
    pub fn hidden(&self, inventory: &Inventory) -> Option<Hidden> {
        let address = inventory.resources[self.at].address.to_string();
        match (&self.state, self.links.is_empty()) {
            (_, false) => Some(Hidden::Link(address, self.path.clone())),
            (State::Unknown(_), true) => None,
            _ if self.is_region => Some(Hidden::Region(address)),
            _ => Some(Hidden::Value(address, self.path.clone())),
        }
    }
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
    /// There are more places that are not near than [`OTHERS`]: the rest is not among them.
    pub cut: bool,
}

impl Reads {
    /// Collects what the policy reads, without saying yet what decides.
    pub fn new(policy: &Metadata, inventory: &Inventory, about: &About) -> Self {
        let parts = Parts::join(inventory);
        let near = near(policy, inventory, &parts, about);
        let is_near: BTreeSet<usize> = near.iter().copied().collect();
        let others = (0..inventory.resources.len()).filter(|at| !is_near.contains(at));
        let (mut places, mut enough, mut cut) = (Vec::new(), usize::MAX, false);
        for at in near.iter().copied().chain(others) {
            let (resource, is_near) = (&inventory.resources[at], is_near.contains(&at));
            if !is_near {
                enough = enough.min(places.len() + OTHERS);
            }
            if places.len() >= enough {
                cut = true;
                break;
            }
            if policy.reads_region() {
                places.push(region(resource, at));
            }
            let Some(patterns) = policy.reads.get(&*resource.kind) else { continue };
            places.extend(read(resource, at, patterns));
            if is_near {
                let short = parts.unknown[at].iter().filter(|(path, _)| path.root() == Some("parts"));
                let read = short
                    .filter(|(path, _)| matches!(path.segments(), [_, Segment::Key(kind)] if policy.reads.contains_key(&**kind)));
                places.extend(read.map(|(path, unknown)| Read {
                    at,
                    path: path.clone(),
                    is_region: false,
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
        Self { near, places, lists, cut }
    }

    /// Of the inventory what the verdict may depend on, with what is read of it: what the subject leads to, what decides, and what
    /// might belong to it, since nobody knows to what it does; where the verdict is not definite whatever is not known.
    pub fn core(&self, inventory: &Inventory, definite: bool) -> (Inventory, Self) {
        let points = |read: &Read| {
            let mut relations = relations::from(&inventory.resources[read.at].kind).iter();
            relations.any(|relation| relation.attribute.touches(&read.path))
        };
        let open = |read: &&Read| match &read.state {
            // What points elsewhere decides by that alone.
            _ if read.links.iter().any(|link| link.certainty != Certainty::Ambiguous) => false,
            _ if read.decides => true,
            State::Unknown(unknown) => points(read) || (!definite && !read.is_region && unknown.kind != UnknownKind::Unset),
            State::Value(_) => points(read),
            State::Absent => false,
        };
        let mut kept = BTreeSet::new();
        let mut next: Vec<usize> = self.near.iter().copied().chain(self.places.iter().filter(open).map(|read| read.at)).collect();
        // What points to something that is left out would seem to belong to anything.
        while let Some(at) = next.pop() {
            if kept.insert(at) {
                let links = inventory.resources[at].links.values().flatten();
                next.extend(links.filter_map(|link| inventory.position(&link.to)));
            }
        }
        let numbers: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(number, at)| (*at, number)).collect();
        let resources = kept.iter().map(|at| inventory.resources[*at].clone()).collect();
        let places = self.places.iter().filter_map(|read| Some(Read { at: *numbers.get(&read.at)?, ..read.clone() }));
        let reads = Self {
            near: self.near.iter().filter_map(|at| numbers.get(at).copied()).collect(),
            places: places.collect(),
            ..self.clone()
        };
        (inventory.with(resources), reads)
    }

    /// Finds out what decides: what of it makes the verdict undetermined when it is hidden alone. Hiding more values never makes a
    /// verdict definite again, so that what can be hidden together without effect is not looked at one by one.
    pub fn decide(&mut self, judge: &mut Judge<'_>, inventory: &Inventory, verdict: Verdict) {
        if matches!(verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            return;
        }
        let near: BTreeSet<usize> = self.near.iter().copied().collect();
        let hidden = self.places.iter().enumerate().filter_map(|(number, place)| Some((place.hidden(inventory)?, number)));
        let (first, rest): (Vec<_>, Vec<_>) = hidden.partition(|(_, number)| near.contains(&self.places[*number].at));
        let lists = self.lists.iter().enumerate().filter(|(_, list)| list.short.is_none());
        let lists: Vec<_> =
            lists.map(|(number, list)| (Hidden::Coverage(list.scope.clone(), list.kind.clone()), number)).collect();
        for number in deciding(judge, inventory, verdict, &rest) {
            self.places[number].decides = true;
        }
        // For the rest there is no need to judge what the verdict does not depend on.
        let (core, _) = self.core(inventory, true);
        let core = if judge.say(&core).is_ok_and(|said| said.verdict == verdict) { &core } else { inventory };
        // A link that is hidden takes what it leads to out of sight, and what is hidden there: each is looked at by itself.
        let (links, values): (Vec<_>, Vec<_>) = first.into_iter().partition(|(hidden, _)| matches!(hidden, Hidden::Link(..)));
        for group in links.chunks(1).chain([&values[..]]) {
            for number in deciding(judge, core, verdict, group) {
                self.places[number].decides = true;
            }
        }
        for number in deciding(judge, core, verdict, &lists) {
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
    let (mut next, mut targeted) = (0, BTreeSet::from([*subject]));
    while let Some(at) = found.get(next).copied() {
        next += 1;
        let resource = &inventory.resources[at];
        let Some(patterns) = policy.reads.get(&*resource.kind) else { continue };
        let links = resource.links.iter().filter(|(path, _)| patterns.iter().any(|pattern| pattern.touches(path)));
        let targets: Vec<usize> =
            links.flat_map(|(_, links)| links).filter_map(|link| by_address.get(&*link.to).copied()).collect();
        targeted.extend(targets.iter().copied());
        found.extend(targets.into_iter().filter(|target| seen.insert(*target)));
    }
    // Of what is of a type that is not read, there is the region.
    let has_region = |at: &usize| policy.reads_region() && targeted.contains(at);
    found.retain(|at| policy.reads.contains_key(&*inventory.resources[*at].kind) || has_region(at));
    found
}

/// The region of a resource.
fn region(resource: &Resource, at: usize) -> Read {
    let state = match &resource.region {
        Some(region) => State::Value(Value::from(region.as_str())),
        None => State::Unknown(Unknown { kind: UnknownKind::Unreadable, reason: "nothing tells it".into() }),
    };
    Read { at, path: AttributePath::attribute("region"), is_region: true, state, links: Vec::new(), decides: false }
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
            found.push(Read { at, path, is_region: false, state, links, decides: false });
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
