//! The statement as GitHub's Markdown: a table of services for each scope, what is not priced, and what changes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::component::{Component, State};
use super::difference::Difference;
use super::statement::{Scope, Statement, bounds, money};
use super::text::{is_told, signed};
use crate::output::untrusted::Untrusted;

/// Lines of each list in a report, which has other things to say as well.
const FEW: usize = 10;

/// The section of a report: sums by service.
pub fn section(statement: &Statement) -> String {
    let told: Vec<_> = statement.scopes.iter().filter(|(_, scope)| is_told(scope)).collect();
    if told.is_empty() {
        return String::new();
    }
    let mut page = "### Cost\n\n".to_owned();
    for (name, scope) in told {
        head(name, scope, &mut page);
        open(scope, FEW, &mut page);
        if let Some(difference) = &scope.change {
            changes("before the plan", difference, FEW, &mut page);
        }
        let mut services: BTreeMap<&str, Decimal> = BTreeMap::new();
        for component in scope.total.components.iter().filter(|component| component.expected() > Decimal::ZERO) {
            *services.entry(&*component.service).or_default() += component.expected();
        }
        if !services.is_empty() {
            page.push_str("<details>\n<summary>By service, USD a month</summary>\n\n| service | expected |\n|:--|--:|\n");
            for (service, sum) in services {
                page.push_str(&format!("| {service} | {} |\n", money(sum)));
            }
            page.push_str("\n</details>\n\n");
        }
    }
    match statement.prices.stale.len() {
        0 => {}
        1 => page.push_str("1 price is old: `checker cost` names it, `checker cost refresh` renews it.\n\n"),
        old => {
            page.push_str(&format!("{old} prices are old: `checker cost` names them, `checker cost refresh` renews them.\n\n"))
        }
    }
    page
}

/// Every component.
pub fn render(statement: &Statement) -> String {
    let mut page = "## Cost\n\n".to_owned();
    for (name, scope) in &statement.scopes {
        head(name, scope, &mut page);
        open(scope, usize::MAX, &mut page);
        for (what, difference) in [("before the plan", &scope.change), ("the other plan", &scope.against)] {
            if let Some(difference) = difference {
                changes(what, difference, usize::MAX, &mut page);
            }
        }
        page.push_str("| service | resource | of it | quantity | price | of | expected | range | state | assumes |\n");
        page.push_str("|:--|:--|:--|--:|--:|:--|--:|:--|:--|:--|\n");
        let shown = |component: &&Component| component.state != State::KnownFree || component.price.is_some();
        scope.total.components.iter().filter(shown).for_each(|component| row(component, &mut page));
        page.push('\n');
    }
    stale(statement, &mut page);
    page
}

fn head(name: &str, scope: &Scope, page: &mut String) {
    let cost = scope.total.cost;
    page.push_str(&format!("{}: ", code(name)));
    if scope.total.complete {
        let range = bounds(cost).map(|range| format!(" ({range})")).unwrap_or_default();
        page.push_str(&format!("**{} USD a month** expected{range}", money(cost.expected)));
    } else {
        page.push_str(&format!("**not known**; at least {} USD a month", money(cost.low)));
    }
    if let Some(ceiling) = scope.ceiling {
        page.push_str(&format!(", ceiling {}", money(ceiling)));
    }
    if let Some(headroom) = scope.headroom {
        page.push_str(&format!(", headroom {}", money(headroom)));
    }
    page.push_str("\n\n");
}

fn row(component: &Component, page: &mut String) {
    let (quantity, price, of) = match (&component.price, component.quantity) {
        (Some(price), Some(quantity)) => {
            let times = component.factor.map(|factor| format!(" × {}", factor.expected.normalize())).unwrap_or_default();
            let amount = quantity.expected.round_dp(6).normalize();
            let of = format!("{}, {}", price.as_of, price.confidence);
            (format!("{amount} {}", price.unit), format!("{}{times}", price.usd), of)
        }
        _ => (String::new(), String::new(), String::new()),
    };
    let cost = match component.cost {
        Some(cost) if component.state.is_priced() => money(cost.expected),
        _ => "unknown".to_owned(),
    };
    let range = component.cost.and_then(bounds).unwrap_or_default();
    let assumes: Vec<String> = component
        .assumptions
        .iter()
        .map(|assumption| {
            let figure = &assumption.figure;
            cell(&format!("{} {}: {} ({})", assumption.key, figure.value.expected, figure.why, figure.as_of))
        })
        .chain(component.reason.iter().map(|reason| cell(reason)))
        .collect();
    page.push_str(&format!(
        "| {} | {} | {} | {quantity} | {price} | {of} | {cost} | {range} | {} | {} |\n",
        component.service,
        cell(&component.address),
        cell(&component.name),
        component.state.name(),
        assumes.join(" "),
    ));
}

fn open(scope: &Scope, most: usize, page: &mut String) {
    let all: Vec<String> = scope.total.doubts.iter().cloned().chain(scope.total.unpriced().map(Component::open)).collect();
    for one in all.iter().take(most) {
        page.push_str(&format!("- not priced: {}\n", code(one)));
    }
    if all.len() > most {
        page.push_str(&format!("- not priced: {} more\n", all.len() - most));
    }
    if !all.is_empty() {
        page.push('\n');
    }
}

fn changes(what: &str, difference: &Difference, most: usize, page: &mut String) {
    match difference.expected {
        Some(change) if change.is_zero() && difference.movers.is_empty() => return,
        Some(change) => page.push_str(&format!("**{}** USD a month against {what}\n\n", signed(change))),
        None => {
            page.push_str(&format!("The difference against {what} is not known:\n\n"));
            difference.unknown.iter().take(most).for_each(|one| page.push_str(&format!("- {}\n", code(one))));
            page.push('\n');
        }
    }
    for mover in difference.movers.iter().take(most) {
        page.push_str(&format!("- {} {}\n", signed(mover.change()), code(&mover.address)));
    }
    if !difference.movers.is_empty() {
        page.push('\n');
    }
}

fn stale(statement: &Statement, page: &mut String) {
    for (id, as_of) in &statement.prices.stale {
        page.push_str(&format!("- the price {} is of {as_of}: renew it with {}\n", code(id), code("checker cost refresh")));
    }
}

fn code(text: &str) -> String {
    Untrusted::new(text).code()
}

fn cell(text: &str) -> String {
    if text.is_empty() { String::new() } else { Untrusted::new(text).cell() }
}
