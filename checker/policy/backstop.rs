//! The backstop: a subject that no policy denied passes only if everything the policy reads about it is known.

use std::collections::HashMap;

use super::metadata::Metadata;
use crate::inventory::parts::{Parts, closure};
use crate::inventory::path::AttributePath;
use crate::inventory::relations::{self, Part};
use crate::inventory::unknown::{UnknownKind, parts_of};
use crate::inventory::{Inventory, links};

/// What is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The resource, by its position.
    pub at: usize,
    /// The path.
    pub path: AttributePath,
    /// Why.
    pub reason: String,
}

/// Looks for gaps in one inventory.
pub struct Backstop<'b> {
    inventory: &'b Inventory,
    parts: &'b Parts,
    by_address: HashMap<&'b str, usize>,
}

impl<'b> Backstop<'b> {
    /// A backstop for an inventory.
    pub fn new(inventory: &'b Inventory, parts: &'b Parts) -> Self {
        Self { inventory, parts, by_address: inventory.by_address() }
    }

    /// The first gap, by address and path, in what the policy reads about a subject and its parts.
    pub fn gap(&self, policy: &Metadata, subject: usize) -> Option<Gap> {
        let mut first: Option<Gap> = None;
        closure(self.parts, subject, |at| {
            if let Some(gap) = self.gap_of(policy, at)
                && first.as_ref().is_none_or(|first| gap < *first)
            {
                first = Some(gap);
            }
        });
        first
    }

    fn gap_of(&self, policy: &Metadata, at: usize) -> Option<Gap> {
        let resource = &self.inventory.resources[at];
        let patterns = policy.reads.get(&*resource.kind)?;
        let unknown = &self.parts.unknown[at];
        let short = relations::satellites(&resource.kind)
            .iter()
            .filter(|kind| policy.reads.contains_key(**kind))
            .find_map(|kind| unknown.above(&parts_of(kind)));
        if let Some((path, entry)) = short {
            return Some(Gap { at, path: path.clone(), reason: entry.reason.to_string() });
        }
        for pattern in patterns {
            let named =
                |list: &[(String, AttributePath)]| list.iter().any(|(kind, path)| *kind == *resource.kind && path == pattern);
            if named(&policy.decides) {
                continue;
            }
            let unset_is_absent = named(&policy.unset);
            let gap = unknown.iter().find(|(path, entry)| {
                pattern.touches(path)
                    && !(entry.kind == UnknownKind::Unset && unset_is_absent)
                    && resource.resolved(path, |address| self.by_address.contains_key(address)).is_none()
            });
            if let Some((path, entry)) = gap {
                return Some(Gap { at, path: path.clone(), reason: entry.reason.to_string() });
            }
            if let Some(path) = self.unlinked(policy, at, pattern) {
                let reason = "points to something that is not in the inventory".to_owned();
                return Some(Gap { at, path, reason });
            }
        }
        None
    }

    /// A known value at `pattern` that names a component which the policy reads, and which is not there.
    fn unlinked(&self, policy: &Metadata, at: usize, pattern: &AttributePath) -> Option<AttributePath> {
        let resource = &self.inventory.resources[at];
        let relation = relations::from(&resource.kind).iter().find(|relation| {
            relation.part == Part::OfSource
                && relation.attribute == *pattern
                && relation.to.iter().any(|(kind, _)| policy.reads.contains_key(*kind))
        })?;
        let known = links::matches(&relation.attribute, &resource.values).into_iter().filter(|(path, value)| {
            crate::inventory::value::text(value).is_some_and(|text| !text.is_empty()) && resource.unknown.above(path).is_none()
        });
        known
            .map(|(path, _)| path)
            .find(|path| resource.resolved(path, |address| self.by_address.contains_key(address)).is_none())
    }
}
