//! Parts: satellites and components joined to their resource before a policy sees it, and what may be missing from them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::links::matches;
use super::path::AttributePath;
use super::relations::{self, Part, Relation};
use super::unknown::{Unknown, UnknownKind, Unknowns, parts_of};
use super::value::{Value, text};
use super::{Inventory, Resource};

/// The parts of every resource of an inventory, by position.
#[derive(Debug, Default)]
pub struct Parts {
    /// `of[r][TYPE]`: the positions of r's parts.
    pub of: Vec<BTreeMap<Arc<str>, Vec<usize>>>,
    /// What is not known about each resource, with what may be missing from its parts.
    pub unknown: Vec<Unknowns>,
}

/// A satellite whose owner could not be resolved.
struct Loose<'i> {
    scope: &'i str,
    reason: String,
    /// The owner's key as the satellite holds it: only an owner whose own key is unknown can be meant.
    known_key: bool,
}

impl Parts {
    /// Joins the inventory.
    pub fn join(inventory: &Inventory) -> Self {
        let by_address = inventory.by_address();
        let mut of: Vec<BTreeMap<Arc<str>, Vec<usize>>> = vec![BTreeMap::new(); inventory.resources.len()];
        let mut loose: HashMap<(&str, &str), Vec<Loose<'_>>> = HashMap::new();
        for (position, resource) in inventory.resources.iter().enumerate() {
            for relation in relations::from(&resource.kind).iter().filter(|relation| relation.part != Part::None) {
                for place in places(relation, resource) {
                    let links = resource.resolved(&place, |address| by_address.contains_key(address));
                    for target in links.unwrap_or_default().iter().map(|link| by_address[&*link.to]) {
                        let target_kind = &inventory.resources[target].kind;
                        match relation.part {
                            Part::OfTarget => of[target].entry(Arc::clone(&resource.kind)).or_default().push(position),
                            Part::OfSource => of[position].entry(Arc::clone(target_kind)).or_default().push(target),
                            Part::None => {}
                        }
                    }
                    if links.is_none() && relation.part == Part::OfTarget {
                        let known_key = resource.unknown.above(&place).is_none() && !resource.links.contains_key(&place);
                        for (target, _) in relation.to {
                            loose.entry((target, relation.from)).or_default().push(Loose {
                                scope: &resource.scope,
                                reason: format!("`{place}` of {} could not be resolved", resource.address),
                                known_key,
                            });
                        }
                    }
                }
            }
        }
        for parts in of.iter_mut().flat_map(BTreeMap::values_mut) {
            parts.sort_unstable();
            parts.dedup();
        }
        let unknown = inventory.resources.iter().map(|resource| unknowns(inventory, resource, &loose)).collect();
        Self { of, unknown }
    }
}

/// What is not known about a resource, with a mark for every kind of satellite of which one may be missing.
fn unknowns(inventory: &Inventory, resource: &Resource, loose: &HashMap<(&str, &str), Vec<Loose<'_>>>) -> Unknowns {
    let mut unknown = resource.unknown.clone();
    let key_unknown =
        || relations::keys(&resource.kind).iter().any(|key| resource.unknown.above(&AttributePath::attribute(key)).is_some());
    for satellite in relations::satellites(&resource.kind) {
        let reason = inventory
            .incomplete(&resource.scope, satellite)
            .map(|reason| (UnknownKind::Unreadable, format!("the list of {satellite} may be short: {reason}")))
            .or_else(|| {
                loose
                    .get(&(&*resource.kind, satellite))?
                    .iter()
                    .find(|loose| loose.scope == &*resource.scope && (!loose.known_key || key_unknown()))
                    .map(|loose| (UnknownKind::Link, loose.reason.clone()))
            });
        if let Some((kind, reason)) = reason {
            unknown.mark(parts_of(satellite), Unknown { kind, reason: reason.into() });
        }
    }
    unknown
}

/// The places of a resource in which a relation's attribute stands: with a value that is not null, or unknown.
pub fn places(relation: &Relation, resource: &Resource) -> Vec<AttributePath> {
    let pattern = &relation.attribute;
    let mut places: Vec<AttributePath> = matches(pattern, &resource.values)
        .into_iter()
        .filter(|(path, value)| text(value).is_some_and(|value| !value.is_empty()) && resource.unknown.above(path).is_none())
        .map(|(path, _)| path)
        .collect();
    places.extend(resource.unknown.iter().map(|(path, _)| path).filter(|path| pattern.touches(path)).cloned());
    places
}

/// Every resource of `roots` and all their parts, each once.
pub fn closure(parts: &Parts, root: usize, mut visit: impl FnMut(usize)) {
    let mut seen = std::collections::HashSet::from([root]);
    let mut open = vec![root];
    while let Some(position) = open.pop() {
        visit(position);
        open.extend(parts.of[position].values().flatten().copied().filter(|part| seen.insert(*part)));
    }
}

/// The documents of all resources, each with its parts inside.
pub fn documents(inventory: &Inventory, parts: &Parts, document: impl Fn(usize, Value) -> Value) -> Vec<Value> {
    let mut builder = Builder { parts, document: &document, done: vec![None; inventory.resources.len()] };
    (0..inventory.resources.len()).map(|position| builder.build(position, &mut Vec::new())).collect()
}

struct Builder<'b, F> {
    parts: &'b Parts,
    document: &'b F,
    done: Vec<Option<Value>>,
}

impl<F: Fn(usize, Value) -> Value> Builder<'_, F> {
    /// Builds one document; `open` are the resources around it, so that a circle (a replica of its own replica) ends.
    fn build(&mut self, position: usize, open: &mut Vec<usize>) -> Value {
        if let Some(done) = &self.done[position] {
            return done.clone();
        }
        let parts = self.parts;
        open.push(position);
        let mut cut = false;
        let inner: Vec<(Value, Value)> = parts.of[position]
            .iter()
            .map(|(kind, members)| {
                let mut list = Vec::with_capacity(members.len());
                for &member in members {
                    if open.contains(&member) {
                        cut = true;
                        list.push((self.document)(member, Value::new_object()));
                    } else {
                        list.push(self.build(member, open));
                    }
                }
                (Value::String(Arc::clone(kind)), Value::from(list))
            })
            .collect();
        open.pop();
        let built = (self.document)(position, super::value::object(inner));
        // A document that was cut inside a circle is not the one that stands outside of it.
        if !cut || open.is_empty() {
            self.done[position] = Some(built.clone());
        }
        built
    }
}
