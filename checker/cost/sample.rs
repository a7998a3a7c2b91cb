//! Small estimates for unit tests.
#![allow(clippy::expect_used, reason = "a test may panic")]

use std::sync::Arc;

use super::Pricing;
use super::catalogue::Catalogue;
use super::component::{Component, State};
use super::estimate::{Estimate, Total};
use super::statement::money;
use super::usage::Usage;
use crate::inventory::sample::inventory;
use crate::inventory::{Inventory, Resource};

/// The embedded prices, with a figure for each key of each type in production: `aws_lb.lcu=1`.
pub fn pricing(figures: &[&str]) -> Arc<Pricing> {
    let catalogue = Catalogue::embedded().expect("the prices");
    let mut text = "production:\n  types:\n".to_owned();
    for figure in figures {
        let (place, value) = figure.split_once('=').expect("a value");
        let (kind, key) = place.split_once('.').expect("a key");
        let line = format!("      {key}: {{ value: {value}, why: test, as_of: 2026-01-01 }}\n");
        let head = format!("    {kind}:\n");
        match text.find(&head) {
            Some(at) => text.insert_str(at + head.len(), &line),
            None => text.push_str(&(head + &line)),
        }
    }
    let usage = if figures.is_empty() { Usage::default() } else { Usage::parse("usage.yaml", &text, &catalogue).expect("usage") };
    Arc::new(Pricing { catalogue, usage })
}

/// A resource where the prices hold.
pub fn at_home(resource: Resource) -> Resource {
    Resource { region: Some("eu-central-1".into()), ..resource }
}

/// A plan of these resources, with these figures.
pub fn priced(resources: Vec<Resource>, figures: &[&str]) -> Inventory {
    inventory(resources.into_iter().map(at_home).collect()).priced(&pricing(figures))
}

/// The estimate of production.
pub fn total(inventory: &Inventory) -> Total {
    Estimate::of(inventory).scopes.remove("production").unwrap_or_default()
}

/// The components of resources, but for those that are free by their type: `NAME: STATE EXPECTED`, with bounds where they differ.
pub fn lines(resources: Vec<Resource>, figures: &[&str]) -> Vec<String> {
    let shown =
        |component: &&Component| component.state != State::KnownFree || component.price.is_some() || !component.name.is_empty();
    let total = total(&priced(resources, figures));
    total.components.iter().filter(shown).map(line).collect()
}

fn line(component: &Component) -> String {
    let cost = component.cost.map(|cost| {
        let bounds = super::statement::bounds(cost).map(|bounds| format!(" ({bounds})")).unwrap_or_default();
        format!(" {}{bounds}", money(cost.expected))
    });
    format!("{}: {}{}", component.name, component.state.name(), cost.unwrap_or_default())
}
