//! The statement: the estimate as reports show it, with each scope's ceiling, what changes, and the prices that are out of date.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::catalogue::Bracket;
use super::component::Component;
use super::difference::Difference;
use super::estimate::{Estimate, Total};
use super::sheet::number;
use crate::inventory::Inventory;
use crate::inventory::parts::Parts;
use crate::inventory::prior::Before;
use crate::inventory::value::{Value, entry, text};
use crate::policy::PolicySet;

/// The estimate of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Of every amount.
    pub currency: String,
    /// The prices.
    pub prices: Prices,
    /// By scope.
    pub scopes: BTreeMap<Arc<str>, Scope>,
}

/// The catalogue that was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prices {
    /// Whose prices they are.
    pub region: String,
    /// The day they were last looked through.
    pub as_of: String,
    /// SHA-256 over them.
    pub digest: String,
    /// The prices used here that are too old, each with its date.
    pub stale: BTreeMap<String, String>,
}

/// What a scope costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    /// Its profile, where the policies' data name one.
    pub profile: Option<String>,
    /// USD a month that it may cost, where there is a ceiling.
    pub ceiling: Option<Decimal>,
    /// What is left under the ceiling; null without one, or where the estimate is not complete.
    pub headroom: Option<Decimal>,
    /// What it costs.
    #[serde(flatten)]
    pub total: Total,
    /// What the plan changes; null where nobody knows what was before.
    pub change: Option<Difference>,
    /// What is different from another plan; null where none was given.
    pub against: Option<Difference>,
}

impl Statement {
    /// The statement of an inventory, compared with another one where that is given.
    pub fn new(inventory: &Inventory, set: &PolicySet, now: &str, against: Option<&Inventory>) -> Self {
        let estimate = Estimate::of(inventory);
        let before = before(inventory, &estimate);
        let against = against.map(Estimate::of);
        let catalogue = &inventory.pricing.catalogue;
        let mut used: BTreeMap<String, String> = BTreeMap::new();
        let stale = catalogue.stale(today(now));
        for component in estimate.scopes.values().flat_map(|total| &total.components) {
            let Some(price) = &component.price else { continue };
            if stale.iter().any(|stale| stale.id == price.id) {
                used.insert(price.id.clone(), price.as_of.clone());
            }
        }
        let nothing = Total::default();
        let compare = |other: &Estimate, name: &Arc<str>, total: &Total| {
            Difference::between(other.scopes.get(name).unwrap_or(&nothing), total)
        };
        let profiles = set.profiles();
        let scopes = estimate.scopes.iter().map(|(name, total)| {
            let profile = entry(&profiles, name).and_then(text).map(str::to_owned);
            let ceiling = profile.as_deref().and_then(|profile| ceiling(&set.data, name, profile));
            let scope = Scope {
                ceiling,
                headroom: ceiling.filter(|_| total.complete).map(|ceiling| ceiling - total.cost.expected),
                profile,
                change: before.as_ref().map(|before| compare(before, name, total)),
                against: against.as_ref().map(|against| compare(against, name, total)),
                total: total.clone(),
            };
            (Arc::clone(name), scope)
        });
        Self {
            currency: catalogue.currency.clone(),
            prices: Prices {
                region: catalogue.region.clone(),
                as_of: catalogue.as_of.to_string(),
                digest: catalogue.digest(),
                stale: used,
            },
            scopes: scopes.collect(),
        }
    }
}

impl Estimate {
    /// The estimate of an inventory whose parts nobody joined yet.
    pub fn of(inventory: &Inventory) -> Self {
        Self::new(inventory, &Parts::join(inventory))
    }
}

impl Component {
    /// What it is of, and why it has no cost that is known.
    pub fn open(&self) -> String {
        let name = if self.name.is_empty() { String::new() } else { format!(", {}", self.name) };
        format!("{}{name}: {}", self.address, self.reason.as_deref().unwrap_or_else(|| self.state.name()))
    }
}

/// What was there before the plans.
fn before(inventory: &Inventory, estimate: &Estimate) -> Option<Estimate> {
    match &inventory.before {
        Before::Unknown => None,
        Before::Nothing => Some(Estimate::default()),
        Before::Same => Some(estimate.clone()),
        Before::Other(prior) => Some(Estimate::of(&prior.inventory)),
    }
}

/// What a scope of this profile may cost, by the policies' data.
fn ceiling(data: &Value, scope: &str, profile: &str) -> Option<Decimal> {
    let ceilings = ["architecture", "cost", "ceilings", scope, profile];
    number(Some(ceilings.into_iter().try_fold(data, entry)?))
}

/// The day of a time.
fn today(now: &str) -> Date {
    now.split('T').next().and_then(|day| day.parse().ok()).unwrap_or_default()
}

/// An amount of money as people read it.
pub fn money(amount: Decimal) -> String {
    let rounded = amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:.2}")
}

/// The bounds of an amount, where they are not the amount.
pub fn bounds(cost: Bracket) -> Option<String> {
    let (low, high) = (money(cost.low), money(cost.high));
    (low != high).then(|| format!("{low} to {high}"))
}
