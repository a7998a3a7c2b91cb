//! The estimate as policies read it: `input.cost`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::catalogue::Bracket;
use super::component::{Component, State};
use super::estimate::{Estimate, Total};
use super::statement::money;
use crate::inventory::Inventory;
use crate::inventory::value::{Value, object};

/// Blocks of resources named as those that cost most.
const MOVERS: usize = 10;

/// The estimate of each scope.
pub fn document(inventory: &Inventory, estimate: &Estimate) -> Value {
    object(estimate.scopes.iter().map(|(name, total)| (Value::String(name.clone()), scope(inventory, total))))
}

fn scope(inventory: &Inventory, total: &Total) -> Value {
    let unpriced = total.unpriced().map(|component| {
        object([
            ("address", component.resource.map_or(Value::Null, |at| Value::String(inventory.resources[at].address.clone()))),
            ("name", Value::from(address(inventory, component))),
            ("component", Value::from(component.name.as_str())),
            ("state", Value::from(component.state.name())),
            ("reason", Value::from(component.reason.as_deref().unwrap_or_default())),
        ])
    });
    let movers = movers(inventory, total).into_iter().take(MOVERS);
    let movers = movers.map(|(address, cost)| {
        object([("address", Value::from(address)), ("expected", number(cost)), ("said", Value::from(money(cost)))])
    });
    let billed = total.components.iter().filter(|component| component.state != State::KnownFree || component.price.is_some());
    let billed: BTreeSet<Value> =
        billed.filter_map(|component| Some(Value::String(inventory.resources[component.resource?].address.clone()))).collect();
    let Bracket { low, expected, high } = total.cost;
    let said = [("low", low), ("expected", expected), ("high", high)].map(|(name, amount)| (name, Value::from(money(amount))));
    object([
        ("complete", Value::Bool(total.complete)),
        ("low", number(low)),
        ("expected", number(expected)),
        ("high", number(high)),
        ("said", object(said)),
        ("billed", Value::from(billed.into_iter().collect::<Vec<_>>())),
        ("doubts", Value::from(total.doubts.iter().map(|doubt| Value::from(doubt.as_str())).collect::<Vec<_>>())),
        ("unpriced", Value::from(unpriced.collect::<Vec<_>>())),
        ("movers", Value::from(movers.collect::<Vec<_>>())),
    ])
}

/// What each block of resources costs, the dearest first: `aws_nat_gateway.this (2)`. One more of many small ones would not show alone.
fn movers(inventory: &Inventory, total: &Total) -> Vec<(String, Decimal)> {
    let mut sums: BTreeMap<&str, (BTreeSet<&str>, Decimal)> = BTreeMap::new();
    for component in total.components.iter().filter(|component| component.expected() > Decimal::ZERO) {
        let address = address(inventory, component);
        let block = address.strip_suffix(']').and_then(|rest| rest.rfind('[')).map_or(address, |at| &address[..at]);
        let (members, sum) = sums.entry(block).or_default();
        members.insert(address);
        *sum += component.expected();
    }
    let named = |(block, (members, sum)): (&str, (BTreeSet<&str>, Decimal))| match members.len() {
        1 => (members.first().map_or(block, |only| *only).to_owned(), sum),
        several => (format!("{block} ({several})"), sum),
    };
    let mut movers: Vec<(String, Decimal)> = sums.into_iter().map(named).collect();
    movers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    movers
}

/// The address in the inventory, or the name of what is shared.
fn address<'a>(inventory: &'a Inventory, component: &'a Component) -> &'a str {
    component.resource.map_or(&component.address, |at| &inventory.resources[at].address)
}

/// A number of Rego's: to a millionth of a dollar.
fn number(amount: Decimal) -> Value {
    Value::from(amount.round_dp(6).to_f64().unwrap_or(f64::MAX))
}
