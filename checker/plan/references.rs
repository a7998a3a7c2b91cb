//! Links from references: what an attribute that is not known yet points to, by the expression that sets it.

use std::collections::HashSet;
use std::sync::Arc;

use super::configuration::{Blocks, References, Written, references, with_key, written};
use crate::inventory::address::Address;
use crate::inventory::parts::places;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::relations::{self, Relation};
use crate::inventory::{Certainty, Inventory, Link, Resource};

/// Adds the links of attributes that are not known, as far as their expressions name resources of the same module.
pub fn resolve(inventory: &mut Inventory, blocks: &Blocks<'_>) {
    let addresses: HashSet<Arc<str>> = inventory.resources.iter().map(|resource| Arc::clone(&resource.address)).collect();
    for resource in &mut inventory.resources {
        let relations = relations::from(&resource.kind);
        if relations.is_empty() || resource.unknown.is_empty() {
            continue;
        }
        let Some(address) = Address::parse(&resource.address) else { continue };
        let Some(block) = blocks.of(&address) else { continue };
        let mut found = Vec::new();
        for relation in relations {
            for place in places(relation, resource) {
                if resource.unknown.above(&place).is_none() {
                    continue;
                }
                let Written::Expression { expression, exact } = written(block.expressions.as_ref(), &place) else { continue };
                let targets = references(expression, &address);
                let links = links(relation, resource, &address, &place, &targets, exact, &addresses);
                if !links.is_empty() {
                    found.push((place, links));
                }
            }
        }
        resource.links.extend(found);
    }
}

/// The links of one place. `exact`: the expression sets this place and nothing around it.
fn links(
    relation: &Relation,
    resource: &Resource,
    from: &Address,
    place: &AttributePath,
    found: &References,
    exact: bool,
    addresses: &HashSet<Arc<str>>,
) -> Vec<Link> {
    let mut unresolved = found.unresolved;
    let mut certainty = Certainty::Certain;
    let mut targets: Vec<Arc<str>> = Vec::new();
    for target in &found.resources {
        if !relation.targets(&target.kind) {
            // Inside a block that is written as one expression, other references belong to other attributes.
            unresolved |= exact;
            continue;
        }
        if let Some(address) = addresses.get(target.to_string().as_str()) {
            targets.push(Arc::clone(address));
        } else if found.by_instance && from.key.is_some() {
            let paired = with_key(target, from.key.as_ref()).to_string();
            match addresses.get(paired.as_str()) {
                Some(address) => {
                    certainty = Certainty::Inferred;
                    targets.push(Arc::clone(address));
                }
                None => unresolved = true,
            }
        } else {
            unresolved = true;
        }
    }
    if found.by_instance && certainty != Certainty::Inferred {
        unresolved = true;
    }
    let is_list = relation.attribute.segments().last() == Some(&Segment::Any);
    let element = match place.segments().last() {
        Some(Segment::Index(at)) if is_list => Some(*at),
        _ => None,
    };
    if let Some(at) = element {
        // A list whose elements are unknown one by one: as many references as elements are those elements.
        let elements = resource.unknown.iter().filter(|(path, _)| path.parent() == place.parent()).count();
        if elements == targets.len() && !unresolved {
            return targets.into_iter().nth(at).map(|to| Link { to, certainty }).into_iter().collect();
        }
        unresolved = true;
    }
    if unresolved || (!is_list && targets.len() > 1) {
        certainty = Certainty::Ambiguous;
    }
    targets.into_iter().map(|to| Link { to, certainty }).collect()
}
