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

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::super::sample::{inventory, resource};
    use super::*;
    use serde_json::json;

    fn plan(scope: &str, address: &str) -> Inventory {
        let origin = Origin {
            id: scope.to_owned(),
            kind: Kind::Plan,
            scope: Some(scope.to_owned()),
            account: None,
            digest: String::new(),
            terraform_version: None,
            partial: None,
            only_destroys: false,
        };
        Inventory { origins: vec![origin], ..inventory(vec![resource(address, json!({})).of(scope)]) }
    }

    #[test]
    fn what_was_before_several_plans_is_what_was_before_each() {
        let plans = [plan("production", "aws_vpc.a"), plan("staging", "aws_subnet.b")];
        let merge = |first: Before, second: Before| Before::merge(vec![first, second], &plans);
        assert_eq!(merge(Before::Same, Before::Same), Before::Same);
        assert_eq!(merge(Before::Nothing, Before::Nothing), Before::Nothing);
        assert_eq!(merge(Before::Same, Before::Unknown), Before::Unknown);
        // One plan changes nothing, of the other nothing was there.
        let Before::Other(prior) = merge(Before::Same, Before::Nothing) else { panic!("a prior state") };
        let address = |resource: &super::super::Resource| (resource.address.to_string(), resource.origin);
        assert_eq!(prior.inventory.resources.iter().map(address).collect::<Vec<_>>(), [("production::aws_vpc.a".to_owned(), 0)]);
        assert_eq!(prior.inventory.origins.iter().map(|origin| &origin.id).collect::<Vec<_>>(), ["production", "staging"]);
        assert_eq!((prior.changed, prior.gone.len()), (BTreeSet::from(["aws_subnet".into()]), 0));
        // One of each kind: what changes and what goes is told with its plan.
        let gone = BTreeMap::from([((0, "aws_eip.e".into()), Gone::Destroyed)]);
        let other = Prior { inventory: plans[1].clone(), changed: BTreeSet::from(["aws_eip".into()]), gone };
        let Before::Other(prior) = merge(Before::Same, Before::Other(Box::new(other))) else { panic!("a prior state") };
        let addresses: Vec<_> = prior.inventory.resources.iter().map(address).collect();
        assert_eq!(addresses, [("production::aws_vpc.a".to_owned(), 0), ("staging::aws_subnet.b".to_owned(), 1)]);
        assert_eq!(prior.changed, BTreeSet::from(["aws_eip".into()]));
        assert_eq!(prior.gone, BTreeMap::from([((1, "aws_eip.e".into()), Gone::Destroyed)]));
    }
}
