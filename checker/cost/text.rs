//! The statement for people at a terminal: by scope, service and module, every component with what it assumes; or a few lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::component::{Component, State};
use super::difference::Difference;
use super::statement::{Scope, Statement, bounds, money};

/// Resources named where not all are.
const MOVERS: usize = 10;

/// Every component.
pub fn render(statement: &Statement) -> String {
    let mut text = String::new();
    for (name, scope) in &statement.scopes {
        head(name, scope, &mut text);
        text.push('\n');
        components(scope, &mut text);
        open(scope, usize::MAX, &mut text);
        for (what, difference) in [("before the plan", &scope.change), ("the other plan", &scope.against)] {
            if let Some(difference) = difference {
                changes(what, difference, &mut text);
            }
        }
        text.push('\n');
    }
    let prices = &statement.prices;
    let _ = writeln!(text, "prices of {}, as of {}, SHA-256 {}", prices.region, prices.as_of, prices.digest);
    stale(statement, &mut text);
    text
}

/// A line or two for each scope that costs anything.
pub fn short(statement: &Statement) -> String {
    let mut text = String::new();
    for (name, scope) in statement.scopes.iter().filter(|(_, scope)| is_told(scope)) {
        head(name, scope, &mut text);
        open(scope, 3, &mut text);
        if let Some(difference) = &scope.change {
            changes("before the plan", difference, &mut text);
        }
    }
    match statement.prices.stale.len() {
        0 => {}
        1 => text.push_str("  1 price is old: `checker cost` names it, `checker cost refresh` renews it\n"),
        old => {
            let _ = writeln!(text, "  {old} prices are old: `checker cost` names them, `checker cost refresh` renews them");
        }
    }
    text
}

/// Whether there is anything to say of a scope.
pub fn is_told(scope: &Scope) -> bool {
    scope.ceiling.is_some() || scope.total.components.iter().any(|component| component.state != State::KnownFree)
}

fn head(name: &str, scope: &Scope, text: &mut String) {
    let profile = scope.profile.as_ref().map(|profile| format!(" ({profile})")).unwrap_or_default();
    let cost = scope.total.cost;
    let _ = if scope.total.complete {
        let range = bounds(cost).map(|range| format!(" ({range})")).unwrap_or_default();
        write!(text, "cost of {name}{profile}: {} USD a month expected{range}", money(cost.expected))
    } else {
        write!(text, "cost of {name}{profile}: not known; at least {} USD a month", money(cost.low))
    };
    if let Some(ceiling) = scope.ceiling {
        let _ = write!(text, ", ceiling {}", money(ceiling));
    }
    if let Some(headroom) = scope.headroom {
        let _ = write!(text, ", headroom {}", money(headroom));
    }
    text.push('\n');
}

fn components(scope: &Scope, text: &mut String) {
    let mut services: BTreeMap<&str, BTreeMap<&str, Vec<&Component>>> = BTreeMap::new();
    let shown = |component: &&Component| component.state != State::KnownFree || component.price.is_some();
    for component in scope.total.components.iter().filter(shown) {
        services.entry(&*component.service).or_default().entry(&component.module).or_default().push(component);
    }
    for (service, modules) in &services {
        let sum: Decimal = modules.values().flatten().map(|component| component.expected()).sum();
        let _ = writeln!(text, "{service:<60} {:>10}", money(sum));
        for (module, components) in modules {
            let sum: Decimal = components.iter().map(|component| component.expected()).sum();
            let _ = writeln!(text, "  {:<58} {:>10}", if module.is_empty() { "root" } else { module }, money(sum));
            components.iter().for_each(|component| line(component, module, text));
        }
    }
    let free = scope.total.components.len() - scope.total.components.iter().filter(shown).count();
    if free > 0 {
        let _ = writeln!(text, "{free} more cost nothing, each by a rule that --output json names");
    }
}

/// A component: what of which resource, how much of which price, and what is assumed.
fn line(component: &Component, module: &str, text: &mut String) {
    let own = component.address.strip_prefix(module).map_or(&*component.address, |rest| rest.trim_start_matches('.'));
    let name = if component.name.is_empty() { String::new() } else { format!(", {}", component.name) };
    let cost = match component.cost {
        Some(cost) if component.state.is_priced() => money(cost.expected),
        _ => "unknown".to_owned(),
    };
    let range = component.cost.and_then(bounds).map(|range| format!("  ({range})")).unwrap_or_default();
    let _ = writeln!(text, "    {:<56} {cost:>10}{range}", format!("{own}{name}"));
    let mut facts = vec![component.state.name().to_owned()];
    if let (Some(price), Some(quantity)) = (&component.price, component.quantity) {
        let times = component.factor.map(|factor| format!(" × {}", factor.expected.normalize())).unwrap_or_default();
        let amount = quantity.expected.round_dp(6).normalize();
        facts.push(format!("{amount} {} × {}{times}", price.unit, price.usd));
        facts.push(format!("price of {}, {}", price.as_of, price.confidence));
        if price.confidence == super::catalogue::Confidence::FallbackRegion {
            facts.push(format!("that of {}", price.region));
        }
    }
    facts.extend(component.reason.clone());
    let _ = writeln!(text, "      {}", facts.join("; "));
    for assumption in &component.assumptions {
        let (key, figure) = (&assumption.key, &assumption.figure);
        let value = figure.value;
        let range = if value.low == value.high { String::new() } else { format!(" ({} to {})", value.low, value.high) };
        let _ = writeln!(
            text,
            "      assumes {key} {}{range}: {} ({}, {})",
            value.expected, figure.why, figure.as_of, assumption.from
        );
    }
}

/// What is not priced, by name.
fn open(scope: &Scope, most: usize, text: &mut String) {
    let all: Vec<String> = scope.total.doubts.iter().cloned().chain(scope.total.unpriced().map(Component::open)).collect();
    for one in all.iter().take(most) {
        let _ = writeln!(text, "  not priced: {one}");
    }
    if all.len() > most {
        let _ = writeln!(text, "  not priced: {} more", all.len() - most);
    }
}

fn changes(what: &str, difference: &Difference, text: &mut String) {
    let _ = match difference.expected {
        Some(change) if change.is_zero() && difference.movers.is_empty() => return,
        Some(change) => writeln!(text, "  {} USD a month against {what}", signed(change)),
        None => writeln!(text, "  the difference against {what} is not known: {}", difference.unknown.join("; ")),
    };
    for mover in difference.movers.iter().take(MOVERS) {
        let _ = writeln!(text, "    {:>10}  {}", signed(mover.change()), mover.address);
    }
}

/// An amount with its sign.
pub fn signed(change: Decimal) -> String {
    if change > Decimal::ZERO { format!("+{}", money(change)) } else { money(change) }
}

fn stale(statement: &Statement, text: &mut String) {
    for (id, as_of) in &statement.prices.stale {
        let _ = writeln!(text, "  the price {id} is of {as_of}: renew it with `checker cost refresh`");
    }
}
