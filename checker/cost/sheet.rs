//! The sheet of one resource: what its components read of it, and how what they find becomes a line of the estimate.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::catalogue::{Bracket, EVERYWHERE};
use super::component::{Component, Gap, State};
use super::index::Index;
use super::usage::{Assumption, Scope};
use super::{HOURS, Pricing};
use crate::inventory::parts::Parts;
use crate::inventory::path::AttributePath;
use crate::inventory::unknown::{UnknownKind, parts_of};
use crate::inventory::value::{self, Value};
use crate::inventory::{Inventory, Resource};

/// What every resource of an inventory is estimated with.
pub struct Desk<'d> {
    /// The resources.
    pub inventory: &'d Inventory,
    /// What belongs together.
    pub parts: &'d Parts,
    /// What no link tells.
    pub index: Index<'d>,
    /// What is left of each allowance, by scope and price.
    pub left: RefCell<BTreeMap<(Arc<str>, &'d str), Bracket>>,
}

/// The sheet of one resource.
pub struct Sheet<'s> {
    /// What all of them share.
    pub desk: &'s Desk<'s>,
    /// The resource's position.
    pub at: usize,
    /// The resource.
    pub resource: &'s Resource,
    service: &'static str,
    components: Vec<Component>,
}

/// What a component comes to.
pub enum Amount {
    /// So many units of a price.
    Costs(Box<Costs>),
    /// Nothing, by this rule.
    Free(String),
    /// There is no such component here.
    None,
}

/// So many units of a price.
pub struct Costs {
    price: super::component::Used,
    quantity: Bracket,
    factor: Option<Bracket>,
    /// USD in a month.
    pub cost: Bracket,
    /// What of the allowance was taken.
    allowed: bool,
}

/// One component in the making.
pub struct Line<'l> {
    desk: &'l Desk<'l>,
    resource: &'l Resource,
    at: usize,
    assumptions: RefCell<Vec<Assumption>>,
}

/// What a component comes to, or why that is not known.
pub type Found = Result<Amount, Gap>;

impl<'s> Sheet<'s> {
    /// The sheet of the resource at a position.
    pub fn new(desk: &'s Desk<'s>, at: usize) -> Self {
        Self { desk, at, resource: &desk.inventory.resources[at], service: "", components: Vec::new() }
    }

    /// What was added.
    pub fn components(self) -> Vec<Component> {
        self.components
    }

    /// The service that the components that follow are billed under.
    pub fn of(&mut self, service: &'static str) -> &mut Self {
        self.service = service;
        self
    }

    /// Adds a component.
    pub fn add(&mut self, name: &str, found: impl FnOnce(&Line<'_>) -> Found) -> &mut Self {
        let line = self.line();
        let amount = found(&line);
        let assumptions = line.assumptions.into_inner();
        self.push(name, amount, assumptions);
        self
    }

    /// Adds a component that is not priced.
    pub fn gap(&mut self, name: &str, gap: Gap) {
        self.push(name, Err(gap), Vec::new());
    }

    /// Adds that the resource costs nothing.
    pub fn free(&mut self, rule: &str) {
        self.push("", Ok(Amount::Free(rule.to_owned())), Vec::new());
    }

    /// What reads the resource, without a component of its own.
    pub fn line(&self) -> Line<'s> {
        Line { desk: self.desk, resource: self.resource, at: self.at, assumptions: RefCell::default() }
    }

    fn push(&mut self, name: &str, found: Found, assumptions: Vec<Assumption>) {
        let mut component = Component {
            resource: Some(self.at),
            address: Arc::clone(&self.resource.own_address),
            module: self.resource.module.clone(),
            service: self.service.into(),
            name: name.to_owned(),
            state: if assumptions.is_empty() { State::Priced } else { State::UsageAssumed },
            price: None,
            quantity: None,
            factor: None,
            cost: None,
            reason: None,
            assumptions,
        };
        match found {
            Ok(Amount::None) => return,
            Ok(Amount::Free(rule)) => component.free(rule),
            Ok(Amount::Costs(costs)) => component.costs(*costs),
            Err(gap) => {
                let (state, reason, cost) = gap.told();
                (component.state, component.reason, component.cost) = (state, Some(reason), cost);
            }
        }
        self.components.push(component);
    }
}

impl Component {
    fn free(&mut self, rule: String) {
        (self.state, self.reason, self.cost) = (State::KnownFree, Some(rule), Some(Bracket::default()));
    }

    /// Takes over what it comes to. What comes to nothing is free, by the figure that says so.
    pub(super) fn costs(&mut self, costs: Costs) {
        let nothing = costs.cost.high.is_zero();
        self.price = Some(costs.price);
        self.quantity = Some(costs.quantity);
        self.factor = costs.factor;
        self.cost = Some(costs.cost);
        if nothing && costs.allowed {
            self.free("within the free allowance".to_owned());
        } else if nothing {
            self.free("there is none of it".to_owned());
        }
    }
}

impl<'l> Line<'l> {
    /// So many units of a price, in the resource's region.
    pub fn cost(&self, id: &str, quantity: impl Into<Bracket>) -> Found {
        Ok(Amount::Costs(Box::new(self.costs(id, quantity.into(), None)?)))
    }

    /// The same, at what a discount leaves of it.
    pub fn discounted(&self, id: &str, quantity: impl Into<Bracket>, discount: &str) -> Found {
        let discount = self.desk.price(discount)?.cost(Decimal::ONE);
        let rest = |taken: Decimal| (Decimal::ONE - taken).max(Decimal::ZERO);
        let factor = Bracket { low: rest(discount.high), expected: rest(discount.expected), high: rest(discount.low) };
        Ok(Amount::Costs(Box::new(self.costs(id, quantity.into(), Some(factor))?)))
    }

    fn costs(&self, id: &str, quantity: Bracket, factor: Option<Bracket>) -> Result<Costs, Gap> {
        let price = self.desk.price(id)?;
        let catalogue = &self.desk.inventory.pricing.catalogue;
        if price.region != EVERYWHERE {
            match self.resource.region.as_deref() {
                Some(region) if region == catalogue.region => {}
                Some(region) => return Err(Gap::Price(format!("{id} in {region}"))),
                None => return Err(Gap::unknown("its region is not known")),
            }
        }
        self.desk.costs(&self.resource.scope, price, quantity, factor)
    }

    /// An amount for each state that a switch may be in, where it is not known which.
    pub fn either<T: Copy>(&self, seen: Result<T, Gap>, all: &[T], cost: impl Fn(T) -> Found) -> Found {
        match seen {
            Ok(known) => cost(known),
            Err(Gap::Attribute { reason, between: None }) => {
                let mut between: Option<Bracket> = None;
                for one in all {
                    let Ok(Amount::Costs(costs)) = cost(*one) else { return Err(Gap::unknown(reason)) };
                    between = Some(between.map_or(costs.cost, |between| between.or(costs.cost)));
                }
                Err(Gap::Attribute { reason, between })
            }
            Err(gap) => Err(gap),
        }
    }

    /// The usage file's figure for this resource.
    pub fn used(&self, key: &'static str) -> Result<Bracket, Gap> {
        let scope = self.desk.usage(&self.resource.scope);
        let found = scope.and_then(|scope| scope.figure(&self.resource.kind, &self.resource.own_address, key));
        let found = found.ok_or(Gap::Usage(key))?;
        let value = found.figure.value;
        self.assumptions.borrow_mut().push(found);
        Ok(value)
    }

    /// The same, or none where the file does not speak of it.
    pub fn maybe_used(&self, key: &'static str) -> Option<Bracket> {
        self.used(key).ok()
    }

    /// The value at a path of the resource: none where it is null, absent, or left to AWS's default.
    pub fn seen(&self, path: &str) -> Result<Option<&'l Value>, Gap> {
        seen(self.resource, path)
    }

    /// A text.
    pub fn text(&self, path: &str) -> Result<&'l str, Gap> {
        self.seen(path)?.and_then(value::text).ok_or_else(|| unset(path))
    }

    /// A text, or what AWS does without one.
    pub fn text_or<'t>(&self, path: &str, default: &'t str) -> Result<&'t str, Gap>
    where
        'l: 't,
    {
        Ok(self.seen(path)?.and_then(value::text).filter(|text| !text.is_empty()).unwrap_or(default))
    }

    /// A switch, off unless it is on.
    pub fn flag(&self, path: &str) -> Result<bool, Gap> {
        Ok(match self.seen(path)? {
            Some(Value::String(text)) => &**text == "true",
            other => other == Some(&Value::Bool(true)),
        })
    }

    /// A number, as such or as a text.
    pub fn number(&self, path: &str) -> Result<Decimal, Gap> {
        self.maybe_number(path)?.ok_or_else(|| unset(path))
    }

    /// A number, where it is set.
    pub fn maybe_number(&self, path: &str) -> Result<Option<Decimal>, Gap> {
        Ok(number(self.seen(path)?))
    }

    /// How many entries a list has.
    pub fn count(&self, path: &str) -> Result<usize, Gap> {
        Ok(match self.seen(path)? {
            Some(Value::Array(list)) => list.len(),
            Some(Value::Set(set)) => set.len(),
            _ => 0,
        })
    }

    /// How many resources a list points to: by its entries, else by links that are all certain.
    pub fn pointed_to(&self, path: &str) -> Result<usize, Gap> {
        let counted = self.count(path);
        if counted.is_ok() {
            return counted;
        }
        let links = self.resource.resolved(&parsed(path), |address| self.desk.inventory.position(address).is_some());
        links.map(<[_]>::len).map_or(counted, Ok)
    }

    /// The one resource that a link leads to.
    pub fn only_target(&self, path: &str) -> Option<&'l Resource> {
        let at = |address: &str| self.desk.inventory.position(address);
        match self.resource.resolved(&parsed(path), |address| at(address).is_some())? {
            [one] => Some(&self.desk.inventory.resources[at(&one.to)?]),
            _ => None,
        }
    }

    /// The parts of a type, if all of them are known.
    pub fn parts(&self, kind: &str) -> Result<impl Iterator<Item = &'l Resource>, Gap> {
        if let Some((_, entry)) = self.desk.parts.unknown[self.at].above(&parts_of(kind)) {
            return Err(Gap::unknown(entry.reason.to_string()));
        }
        let positions = self.desk.parts.of[self.at].get(kind).map_or(&[][..], Vec::as_slice);
        Ok(positions.iter().map(|at| &self.desk.inventory.resources[*at]))
    }

    /// The resource itself.
    pub fn resource(&self) -> &'l Resource {
        self.resource
    }

    /// What all of them share.
    pub fn desk(&self) -> &'l Desk<'l> {
        self.desk
    }
}

impl<'d> Desk<'d> {
    /// A price.
    pub fn price(&self, id: &str) -> Result<&'d super::catalogue::Price, Gap> {
        self.pricing().catalogue.price(id).ok_or_else(|| Gap::Price(id.to_owned()))
    }

    /// What is assumed of the use of a scope's resources.
    pub fn usage(&self, scope: &str) -> Option<&'d Scope> {
        self.pricing().usage.of(scope)
    }

    fn pricing(&self) -> &'d Pricing {
        &self.inventory.pricing
    }

    /// So many units of a price for a scope, less what is left of its allowance.
    pub fn costs(
        &self,
        scope: &Arc<str>,
        price: &'d super::catalogue::Price,
        quantity: Bracket,
        factor: Option<Bracket>,
    ) -> Result<Costs, Gap> {
        let allowance = self.usage(scope).and_then(|usage| usage.allowance(&price.id));
        let mut billed = quantity;
        if let Some(allowance) = allowance {
            let mut left = self.left.borrow_mut();
            let left = left.entry((Arc::clone(scope), &price.id)).or_insert(allowance.value);
            billed = quantity.beyond(*left);
            *left = left.beyond(quantity);
        }
        // The expected amount is of the expected quantity; the bounds are those of the quantity and of the price.
        let cost = Bracket {
            low: price.cost(billed.low).low,
            expected: price.cost(billed.expected).expected,
            high: price.cost(billed.high).high,
        };
        let cost = factor.map_or(cost, |factor| cost * factor);
        Ok(Costs { price: price.into(), quantity: billed, factor, cost, allowed: allowance.is_some() })
    }
}

/// The value at a path: none where it is null, absent, or left to AWS's default.
pub fn seen<'r>(resource: &'r Resource, path: &str) -> Result<Option<&'r Value>, Gap> {
    let parsed = parsed(path);
    match resource.unknown.above(&parsed) {
        Some((_, unknown)) if unknown.kind == UnknownKind::Unset => return Ok(None),
        Some((_, unknown)) => return Err(Gap::unknown(format!("`{path}` is not known: {}", unknown.reason))),
        None => {}
    }
    Ok(parsed.get(&resource.values).filter(|value| **value != Value::Null))
}

/// A number, as such or as a text.
pub fn number(value: Option<&Value>) -> Option<Decimal> {
    match value? {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(_) => value?.as_f64().ok()?.to_string().parse().ok(),
        _ => None,
    }
}

/// A path of this program's own: one that does not parse is of no resource.
fn parsed(path: &str) -> AttributePath {
    path.parse().unwrap_or_default()
}

fn unset(path: &str) -> Gap {
    Gap::unknown(format!("`{path}` is not set"))
}

/// All hours of a month, for so many of something.
pub fn hours(count: impl Into<Bracket>) -> Bracket {
    count.into() * Bracket::from(HOURS)
}
