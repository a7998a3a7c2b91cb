//! The prior state of a plan: what each resource was before, as an inventory of its own. Nothing is parsed of what stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::error::PlanError;
use super::json::ResourceChange;
use super::{Found, Reader, echo};
use crate::inventory::address::Address;
use crate::inventory::prior::{Before, Gone, Prior};
use crate::inventory::redact::redact;
use crate::inventory::unknown::Marks;
use crate::inventory::value::Value;
use crate::inventory::{Change, Inventory, Kind, Resource, links};

/// What was there before a plan, in the making.
pub enum Reading {
    /// It is settled without reading anything.
    Settled(Before),
    /// Something changes.
    Changing {
        /// What was there, in the plan's order.
        prior: Box<Prior>,
        /// For each resource, the position of the planned one that it is a copy of.
        copies: Vec<Option<usize>>,
        /// `before_sensitive` of each.
        sensitive: Vec<Marks>,
    },
}

/// Reads what was there before `planned`, the resources as they stand in the plan with what is sensitive in each.
pub fn read(mut reader: Reader<'_, '_>, planned: &[Resource], sensitive: &[Marks]) -> Result<Reading, PlanError> {
    let changes = &reader.plan.resource_changes;
    if changes.iter().all(|change| is(change, "no-op")) {
        return Ok(Reading::Settled(Before::Same));
    }
    if changes.iter().all(|change| change.change.before.is_none()) {
        return Ok(Reading::Settled(Before::Nothing));
    }
    let (mut copies, mut changed, mut gone) = (Vec::with_capacity(planned.len()), BTreeSet::new(), BTreeMap::new());
    let mut rest = planned.iter().enumerate().peekable();
    for change in changes.iter().filter(|change| change.deposed.is_none()) {
        let twin = rest.next_if(|(_, resource)| *resource.own_address == *change.address);
        if let Some((position, resource)) = twin.filter(|_| is(change, "no-op") || is(change, "read")) {
            copies.push(Some(position));
            reader.copy(resource, &sensitive[position]);
            continue;
        }
        changed.insert(Arc::from(&*change.kind));
        let address = || (0, Arc::from(&*change.address));
        if change.change.actions.iter().any(|action| action == "forget") {
            gone.insert(address(), Gone::Forgotten);
        } else if is(change, "delete") {
            gone.insert(address(), Gone::Destroyed);
        }
        reader.before(change)?;
        copies.resize(reader.resources.len(), None);
    }
    // Data sources that were read while planning.
    for (position, resource) in rest {
        copies.push(Some(position));
        reader.copy(resource, &sensitive[position]);
    }
    let Reader { resources, sensitive, unreadable, scope, .. } = reader;
    let mut inventory = Inventory { resources, ..Inventory::empty(Kind::Plan) };
    inventory.scopes.entry(scope).or_default().complete.by_type.extend(unreadable);
    Ok(Reading::Changing { prior: Box::new(Prior { inventory, changed, gone }), copies, sensitive })
}

/// `true` where the plan does this alone to a resource.
fn is(change: &ResourceChange<'_>, action: &str) -> bool {
    matches!(&change.change.actions[..], [only] if *only == action)
}

impl<'p> Reader<'_, 'p> {
    /// Adds what a resource was, where it was there.
    fn before(&mut self, change: &'p ResourceChange<'p>) -> Result<(), PlanError> {
        let Some(before) = change.change.before else { return Ok(()) };
        let Ok(values @ Value::Object(_)) = serde_json::from_str(before.get()) else {
            self.unreadable.push((change.kind.to_string(), format!("what {} was could not be read", change.address)));
            return Ok(());
        };
        let sensitive = change.change.before_sensitive.and_then(|marks| serde_json::from_str(marks.get()).ok());
        let found = Found {
            address: &change.address,
            mode: &change.mode,
            kind: &change.kind,
            name: &change.name,
            index: change.index.clone(),
            change: Change::NoOp,
            previous: None,
        };
        self.push(&found, values, &Marks::default(), sensitive.unwrap_or_default())
    }

    /// Adds a resource that stays as it is.
    fn copy(&mut self, planned: &Resource, sensitive: &Marks) {
        self.resources.push(Resource { change: Change::NoOp, previous_address: None, ..planned.clone() });
        self.sensitive.push(sensitive.clone());
    }
}

impl Reading {
    /// Follows the links of what was there, and lets its echoes yield, while nothing of what is `planned` is redacted yet.
    pub fn link(&mut self, planned: &[Resource], set: impl Fn(&Address, &str) -> bool) {
        let Self::Changing { prior, copies, .. } = self else { return };
        let inventory = &mut prior.inventory;
        links::by_value(inventory);
        let addresses: Vec<Arc<str>> = inventory.resources.iter().map(|resource| Arc::clone(&resource.own_address)).collect();
        echo::yield_to_satellites(inventory, &[], |position, attribute| {
            addresses.get(position).and_then(|address| Address::parse(address)).is_some_and(|address| set(&address, attribute))
        });
        // What a satellite that comes or goes speaks for is another thing before and after.
        for (resource, copy) in inventory.resources.iter().zip(copies) {
            *copy = copy.filter(|position| planned[*position].unknown == resource.unknown);
        }
    }

    /// Takes the secrets out, and adds to the scopes and names of the plan what was there. The resources of the plan still stand in its
    /// order, without their secrets: a copy takes over what was found in them.
    pub fn finish(self, plan: &mut Inventory) -> Before {
        let (mut prior, copies, sensitive) = match self {
            Self::Settled(before) => return before,
            Self::Changing { prior, copies, sensitive } => (prior, copies, sensitive),
        };
        for ((resource, copy), sensitive) in prior.inventory.resources.iter_mut().zip(copies).zip(sensitive) {
            match copy.and_then(|position| plan.resources.get(position)) {
                Some(planned) => {
                    resource.values = planned.values.clone();
                    resource.unknown = planned.unknown.clone();
                    resource.secret_like.clone_from(&planned.secret_like);
                }
                None => redact(resource, &sensitive, &mut plan.masked),
            }
        }
        let inventory = &mut prior.inventory;
        inventory.resources.sort_by(|a, b| a.address.cmp(&b.address));
        for (name, scope) in &plan.scopes {
            let own = inventory.scopes.insert(Arc::clone(name), scope.clone()).unwrap_or_default();
            inventory.scopes.entry(Arc::clone(name)).or_default().complete.merge(own.complete);
        }
        inventory.origins.clone_from(&plan.origins);
        inventory.variables.clone_from(&plan.variables);
        inventory.outputs.clone_from(&plan.outputs);
        Before::Other(prior)
    }
}
