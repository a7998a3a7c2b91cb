//! What was there before the plans: an inventory of its own, for the same policies to judge.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Inventory, Kind};

/// What was there before the plans.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Before {
    /// Nobody knows: an account, or a plan of a copy without its state.
    #[default]
    Unknown,
    /// Nothing: a first apply.
    Nothing,
    /// What will be there: the plans change nothing.
    Same,
    /// Something else.
    Other(Box<Prior>),
}

/// The prior state of plans that change something.
#[derive(Debug, Clone, PartialEq)]
pub struct Prior {
    /// What was there, each resource at its new address.
    pub inventory: Inventory,
    /// The types of which something changes.
    pub changed: BTreeSet<Arc<str>>,
    /// What does not stay, by the position of its origin and the address in its plan.
    pub gone: BTreeMap<(usize, Arc<str>), Gone>,
}

/// How something leaves a plan's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Terraform destroys it.
    Destroyed,
    /// Terraform forgets it, and leaves it as it is.
    Forgotten,
}

impl Before {
    /// Joins what was there before each of several plans.
    pub fn merge(each: Vec<Self>, plans: &[Inventory]) -> Self {
        if each.contains(&Self::Unknown) {
            return Self::Unknown;
        }
        for all in [Self::Nothing, Self::Same] {
            if each.iter().all(|before| *before == all) {
                return all;
            }
        }
        let (mut changed, mut gone) = (BTreeSet::new(), BTreeMap::new());
        let mut inventories = Vec::with_capacity(plans.len());
        for (position, (before, plan)) in each.into_iter().zip(plans).enumerate() {
            inventories.push(match before {
                Self::Other(prior) => {
                    changed.extend(prior.changed);
                    gone.extend(prior.gone.into_iter().map(|((_, address), how)| ((position, address), how)));
                    prior.inventory
                }
                Self::Same => plan.clone(),
                // Not even its scope was there: nothing was missing in it.
                Self::Nothing | Self::Unknown => {
                    changed.extend(plan.resources.iter().map(|resource| Arc::clone(&resource.kind)));
                    Inventory { origins: plan.origins.clone(), ..Inventory::empty(Kind::Plan) }
                }
            });
        }
        Self::Other(Box::new(Prior { inventory: Inventory::merge(inventories), changed, gone }))
    }
}
