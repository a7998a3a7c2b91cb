//! The difference between two estimates of one scope: known only where everything on both sides is.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::component::Component;
use super::estimate::Total;

/// What changes between two estimates of a scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// USD a month, expected: more where it is positive. Null where anything on either side has no cost that is known.
    pub expected: Option<Decimal>,
    /// Why it is not known: what has no cost, on which side.
    pub unknown: Vec<String>,
    /// What changes of that which is known, the most first.
    pub movers: Vec<Mover>,
}

/// A resource whose cost changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    /// Its address in its plan.
    pub address: String,
    /// USD a month before; null where it was not there.
    pub before: Option<Decimal>,
    /// USD a month after; null where it is there no more.
    pub after: Option<Decimal>,
}

impl Mover {
    /// USD a month more, or less.
    pub fn change(&self) -> Decimal {
        self.after.unwrap_or_default() - self.before.unwrap_or_default()
    }
}

impl Difference {
    /// What a scope costs more or less after than before. What it bears of other scopes is no part of it: no plan of its own changes that.
    pub fn between(before: &Total, after: &Total) -> Self {
        let mut unknown = Vec::new();
        for (side, total) in [("before", before), ("after", after)] {
            unknown.extend(total.doubts.iter().map(|doubt| format!("{side}: {doubt}")));
            let open = own(total).filter(|component| !component.state.is_priced());
            unknown.extend(open.map(|component| format!("{side}: {}", component.open())));
        }
        let (was, is) = (by_resource(before), by_resource(after));
        let addresses: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
        let mover = |address: &str| Mover {
            address: address.to_owned(),
            before: was.get(address).copied().flatten(),
            after: is.get(address).copied().flatten(),
        };
        // What has no cost on one side has moved nobody knows how much.
        let known = |address: &&str| was.get(address) != Some(&None) && is.get(address) != Some(&None);
        let mut movers: Vec<Mover> = addresses.into_iter().filter(known).map(mover).collect();
        movers.retain(|mover| !mover.change().is_zero());
        movers.sort_by(|a, b| b.change().abs().cmp(&a.change().abs()).then_with(|| a.address.cmp(&b.address)));
        let sum = |total| own(total).map(Component::expected).sum::<Decimal>();
        let expected = unknown.is_empty().then(|| (sum(after) - sum(before)).normalize());
        Self { expected, unknown, movers }
    }
}

/// The components of a scope's own resources.
fn own(total: &Total) -> impl Iterator<Item = &Component> {
    total.components.iter().filter(|component| component.resource.is_some())
}

/// What each resource costs; none where something of it has no cost that is known.
fn by_resource(total: &Total) -> BTreeMap<&str, Option<Decimal>> {
    let mut sums: BTreeMap<&str, Option<Decimal>> = BTreeMap::new();
    for component in own(total) {
        let sum = sums.entry(&component.address).or_insert(Some(Decimal::ZERO));
        *sum = sum.filter(|_| component.state.is_priced()).map(|sum| (sum + component.expected()).normalize());
    }
    sums
}
