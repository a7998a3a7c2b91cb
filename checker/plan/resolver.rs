//! Links from references: what an attribute that is not known yet points to, by the expression that sets it, through variables, outputs,
//! locals, `count` and `for_each`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::configuration::{Blocks, Written, written};
use super::evaluator::Evaluator;
use super::instances::Instances;
use super::json::Variable;
use super::references::{self, Part, Reference};
use super::source::Source;
use super::symbol::Symbol;
use crate::inventory::address::{Address, InstanceKey, ModuleStep};
use crate::inventory::parts::places;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::relations::{self, Relation};
use crate::inventory::value::{Value, entry};
use crate::inventory::{Certainty, Inventory, Link, Resource};

/// References that lead on from one another: deeper than any module tree, and an end to what goes in circles.
const MAX_STEPS: usize = 64;

/// No list of AWS has more items that point to something. Where an expression names more instances than that, it picks among them in a way
/// that cannot be told, and for each of as many resources all of them would be kept.
const MAX_TARGETS: usize = 256;

/// How many candidates are kept where it cannot be told which one is meant.
const MAX_CANDIDATES: usize = 16;

/// What the links of one plan are resolved with.
pub struct Resolver<'r> {
    /// The configuration.
    pub blocks: &'r Blocks<'r>,
    /// The source, for what the configuration leaves out: locals and dynamic blocks.
    pub source: Option<&'r Source>,
    /// The addresses of the inventory's resources, in its order.
    pub addresses: &'r [Address],
    /// The root module's variables.
    pub variables: &'r BTreeMap<Cow<'r, str>, Variable>,
    /// Every instance that there will be is in the inventory: a block without instances stands for nothing.
    pub complete: bool,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The instance of the module.
    modules: &'p [ModuleStep],
    /// The instance key, and the expression that makes the instances, of what has `count` or `for_each` there.
    instance: Option<(&'p InstanceKey, Option<&'p Value>)>,
    /// The key that picks one of several instances, where the expression as a whole names them all.
    pick: Option<&'p InstanceKey>,
}

impl<'p> Place<'p> {
    /// Inside a block of the configuration.
    fn of(modules: &'p [ModuleStep], key: Option<&'p InstanceKey>, over: Option<&'p Value>) -> Self {
        Self { modules, instance: key.map(|key| (key, over)), pick: None }
    }
}

/// What is wanted of an expression.
struct Wanted<'w> {
    relation: &'w Relation,
    /// The expression sets exactly the place asked for: everything that it names counts.
    exact: bool,
}

impl Wanted<'_> {
    /// As many instances of one block as make a difference: with one more, which of them is meant cannot be told.
    fn most(&self) -> usize {
        1 + if is_list(self.relation) { MAX_TARGETS } else { MAX_CANDIDATES }
    }
}

/// The attribute is a list of pointers.
fn is_list(relation: &Relation) -> bool {
    relation.attribute.segments().last() == Some(&Segment::Any)
}

/// What an expression leads to.
#[derive(Debug, Default)]
struct Found {
    /// Positions in the inventory, each once, in the order in which they are named.
    targets: Vec<(usize, Certainty)>,
    /// It may lead to something else as well.
    open: bool,
    /// The instance key picked one of several.
    paired: bool,
}

/// Adds the links of attributes that are not known, as far as their expressions say.
pub fn resolve(inventory: &mut Inventory, resolver: &Resolver<'_>) {
    let unknown = |resource: &Resource| !resource.unknown.is_empty() && !relations::from(&resource.kind).is_empty();
    if !inventory.resources.iter().any(unknown) {
        return;
    }
    let instances = Instances::new(resolver.addresses);
    let evaluator = resolver.source.map(|source| Evaluator::new(resolver, source, &instances, &inventory.resources));
    let walk = Walk { resolver, instances: &instances, evaluator, inventory };
    let found: Vec<_> = inventory
        .resources
        .iter()
        .zip(resolver.addresses)
        .map(|(resource, address)| if unknown(resource) { walk.links(resource, address) } else { Vec::new() })
        .collect();
    for (resource, links) in inventory.resources.iter_mut().zip(found) {
        resource.links.extend(links);
    }
}

struct Walk<'w> {
    resolver: &'w Resolver<'w>,
    instances: &'w Instances<'w>,
    /// Where the source is there: it tells what the plan leaves out.
    evaluator: Option<Evaluator<'w>>,
    inventory: &'w Inventory,
}

impl<'w> Walk<'w> {
    fn links(&self, resource: &Resource, address: &Address) -> Vec<(AttributePath, Vec<Link>)> {
        let Some(block) = self.resolver.blocks.of(address) else { return Vec::new() };
        let over = block.for_each_expression.as_ref().or(block.count_expression.as_ref());
        let at = Place::of(&address.modules, address.key.as_ref(), over);
        let mut links = Vec::new();
        for relation in relations::from(&resource.kind) {
            for place in places(relation, resource) {
                if resource.unknown.above(&place).is_none() {
                    continue;
                }
                let written = written(block.expressions.as_ref(), &place);
                let listed = match written {
                    Written::Expression { expression, exact: true } => Some(expression),
                    _ => None,
                };
                let evaluated = self.evaluator.as_ref().and_then(|evaluator| evaluator.attribute(address, &place, listed));
                let found = match (evaluated, written) {
                    (Some(symbol), _) => self.symbol(&symbol, relation),
                    (None, Written::Expression { expression, exact }) => {
                        let found = self.expression(expression, at, &Wanted { relation, exact }, MAX_STEPS);
                        Self::guessed(found, relation, &place)
                    }
                    (None, Written::Unset | Written::Blocks) => Found::default(),
                };
                let found = self.decide(found, relation, resource, &place);
                if !found.is_empty() {
                    links.push((place, found));
                }
            }
        }
        links
    }

    /// The links of one place.
    fn decide(&self, found: Found, relation: &Relation, resource: &Resource, place: &AttributePath) -> Vec<Link> {
        let is_list = is_list(relation);
        let element = match place.segments().last() {
            Some(Segment::Index(at)) if is_list => Some(*at),
            _ => None,
        };
        let link = |(target, certainty): (usize, Certainty)| Link {
            to: Arc::clone(&self.inventory.resources[target].address),
            certainty,
        };
        let Found { mut targets, mut open, .. } = found;
        if let Some(at) = element {
            // A list whose elements are unknown one by one: as many targets as elements are those elements.
            let elements = resource.unknown.iter().filter(|(path, _)| path.parent() == place.parent()).count();
            if elements == targets.len() && !open {
                return targets.into_iter().nth(at).map(link).into_iter().collect();
            }
            open = true;
        }
        if open || targets.len() > if is_list { MAX_TARGETS } else { 1 } {
            targets.truncate(MAX_CANDIDATES);
            targets.iter_mut().for_each(|(_, certainty)| *certainty = Certainty::Ambiguous);
        }
        targets.into_iter().map(link).collect()
    }

    /// What a value leads to.
    fn symbol(&self, symbol: &Symbol, relation: &Relation) -> Found {
        let mut found = Found::default();
        match symbol {
            nothing if nothing.is_nothing() => {}
            Symbol::Instance(position) if relation.targets(&self.inventory.resources[*position].kind) => {
                found.targets.push((*position, Certainty::Certain));
            }
            Symbol::List(items) | Symbol::Set(items) | Symbol::Bag(items) => {
                items.iter().for_each(|item| found.add(self.symbol(item, relation)))
            }
            Symbol::Any(candidates) => {
                candidates.iter().for_each(|candidate| found.add(self.symbol(candidate, relation)));
                found.open = true;
            }
            _ => found.open = true,
        }
        found
    }

    /// What the plan does not spell out. It names what an expression refers to and leaves out its constants and functions: a list may hold
    /// more than what is named, or less, and a copy go to what is called after that.
    fn guessed(mut found: Found, relation: &Relation, place: &AttributePath) -> Found {
        found.open |= relation.copies || is_list(relation) && !matches!(place.segments().last(), Some(Segment::Index(_)));
        found
    }

    /// What an expression leads to.
    fn expression(&self, expression: &Value, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        match references::of(expression) {
            Some(names) => self.names(&names, at, wanted, steps),
            // A function of constants is none that is unknown.
            None if entry(expression, "constant_value").is_some_and(is_nothing) => Found::default(),
            None => Found::foreign(wanted),
        }
    }

    /// What the references of an expression lead to.
    fn names(&self, names: &[&str], at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let mut found = Found::default();
        let Some(steps) = steps.checked_sub(1) else { return Found { open: true, ..found } };
        let references: Vec<Option<Reference<'_>>> = names.iter().map(|name| Reference::parse(name)).collect();
        // `x[each.key]` is written as two references: `x` and `each.key`.
        let by_instance = references.iter().flatten().any(|reference| *reference == Reference::Instance);
        let key = if by_instance { at.instance.map(|(key, _)| key) } else { at.pick };
        let at = Place { pick: key, ..at };
        for reference in references {
            let next = match reference {
                Some(Reference::Resource { address, attribute }) => self.resource(&address, attribute, at, wanted, steps),
                Some(Reference::Module { step, output }) => self.module(&step, output.as_ref(), at, wanted, steps),
                Some(Reference::Variable(part)) => self.variable(&part, at, wanted, steps),
                Some(Reference::Local(part)) => self.local(&part, at, wanted, steps),
                Some(Reference::EachValue(attribute)) => self.each_value(attribute, at, wanted, steps),
                Some(Reference::Instance) => continue,
                Some(Reference::Other) | None => Found::foreign(wanted),
            };
            found.add(next);
        }
        if wanted.exact {
            // A key that picks nothing decides something else: a condition, say.
            found.open |= by_instance && !found.paired;
        } else {
            // The place is one of several that the expression sets.
            found.open |= found.targets.len() > 1;
            found.at_best(Certainty::Inferred);
        }
        found
    }

    fn resource(&self, named: &Address, attribute: Option<&str>, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let address = Address { modules: at.modules.to_vec(), ..named.clone() };
        let all = self.instances.of(&address);
        // `aws_db_instance.a.replicate_source_db` is not that instance, but what it points to in turn.
        let leads_on = attribute
            .is_some_and(|name| relations::from(&address.kind).iter().any(|relation| relation.attribute.root() == Some(name)));
        let is_target = !leads_on && wanted.relation.targets(&address.kind);
        let mut paired = false;
        let (instances, certainty) = match (&address.key, all) {
            (Some(key), all) => (self.keyed(all, key).into_iter().collect::<Vec<_>>(), Certainty::Certain),
            (None, [only]) if self.key(*only).is_none() => (vec![*only], Certainty::Certain),
            (None, all) => match at.pick.and_then(|key| self.keyed(all, key)) {
                Some(position) => {
                    paired = true;
                    (vec![position], Certainty::Inferred)
                }
                // A splat, as far as can be told.
                None => (all.iter().take(wanted.most()).copied().collect(), Certainty::Inferred),
            },
        };
        if is_target {
            // What has no instance, now that all are known, is no candidate.
            let gone = instances.is_empty() && !(self.resolver.complete && self.resolver.blocks.of(&address).is_some());
            let targets = instances.into_iter().map(|position| (position, certainty)).collect();
            return Found { targets, open: gone, paired };
        }
        // An attribute of something else may itself point to what is wanted.
        let through = match (attribute, &instances[..]) {
            (Some(attribute), [only]) => self.through(*only, attribute, wanted, steps),
            _ => None,
        };
        let mut found = through.unwrap_or(Found::foreign(wanted));
        found.paired |= paired;
        found.at_best(certainty);
        found
    }

    /// What the attribute of a resource points to, where the configuration sets it.
    fn through(&self, position: usize, attribute: &str, wanted: &Wanted<'_>, steps: usize) -> Option<Found> {
        let address = &self.resolver.addresses[position];
        let block = self.resolver.blocks.of(address)?;
        let path = AttributePath::attribute(attribute);
        let Written::Expression { expression, .. } = written(block.expressions.as_ref(), &path) else { return None };
        let over = block.for_each_expression.as_ref().or(block.count_expression.as_ref());
        let at = Place::of(&address.modules, address.key.as_ref(), over);
        Some(self.expression(expression, at, wanted, steps))
    }

    /// What a module's output leads to, in each of the instances meant. Without an output's name it may be any of them.
    fn module(&self, step: &ModuleStep, output: Option<&Part<'_>>, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let mut modules = at.modules.to_vec();
        modules.push(ModuleStep { name: step.name.clone(), key: None });
        let Some(module) = self.resolver.blocks.module(&modules) else { return Found::nowhere() };
        // Terraform leaves out a `for_each` of constants: the instances tell.
        let all = self.instances.of_module(&modules);
        let mut paired = false;
        let (keys, certainty) = match (&step.key, all.is_empty()) {
            (Some(key), _) => (vec![Some(key.clone())], Certainty::Certain),
            (None, true) => (vec![None], Certainty::Certain),
            (None, false) => match at.pick.filter(|key| all.contains(key)) {
                Some(key) => {
                    paired = true;
                    (vec![Some(key.clone())], Certainty::Inferred)
                }
                None => (all.into_iter().map(|key| Some(key.clone())).collect(), Certainty::Inferred),
            },
        };
        let mut found = Found { paired, ..Found::default() };
        for key in keys {
            if let Some(last) = modules.last_mut() {
                last.key = key;
            }
            let picked = if paired { None } else { at.pick };
            let inside = Place { modules: &modules, instance: None, pick: picked };
            match output {
                Some(part) => {
                    let expression = module.outputs.get(part.name).and_then(|output| output.expression.as_ref());
                    let next = expression
                        .map_or_else(Found::nowhere, |value| self.expression(value, part.within(inside), wanted, steps));
                    found.add(next.part(part));
                }
                None => {
                    let outputs = module.outputs.values().filter_map(|output| output.expression.as_ref());
                    let leading = outputs.map(|value| self.expression(value, inside, wanted, steps));
                    let leading: Vec<Found> = leading.filter(|found| !found.targets.is_empty()).collect();
                    found.open |= leading.len() != 1;
                    leading.into_iter().for_each(|next| found.add(next));
                    found.at_best(Certainty::Inferred);
                }
            }
        }
        found.at_best(certainty);
        found
    }

    /// What the module's caller gives to a variable. At the root, and by default, a variable leads to no resource.
    fn variable(&self, part: &Part<'_>, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let constant =
            |value: Option<&Value>| if value.is_some_and(is_nothing) { Found::default() } else { Found::foreign(wanted) };
        let Some((step, parents)) = at.modules.split_last() else {
            return constant(self.resolver.variables.get(part.name).and_then(|variable| variable.value.as_ref()));
        };
        let Some(call) = self.resolver.blocks.call(at.modules) else { return Found::nowhere() };
        let Some(given) = call.expressions.as_ref().and_then(|given| entry(given, part.name)) else {
            let variable = self.resolver.blocks.module(at.modules).and_then(|module| module.variables.get(part.name));
            return constant(variable.and_then(|variable| variable.default.as_ref()));
        };
        let over = call.for_each_expression.as_ref().or(call.count_expression.as_ref());
        let outside = Place { pick: at.pick, ..Place::of(parents, step.key.as_ref(), over) };
        self.expression(given, part.within(outside), wanted, steps).part(part)
    }

    /// What a local leads to, where the source is there to tell.
    fn local(&self, part: &Part<'_>, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let modules: Vec<&str> = at.modules.iter().map(|step| step.name.as_str()).collect();
        let found = self.resolver.source.and_then(|source| source.local_references(&modules, part.name));
        let Some(names) = found else { return Found::foreign(wanted) };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let inside = part.within(Place { instance: None, ..at });
        self.names(&names, inside, wanted, steps).part(part)
    }

    /// What the expression of a `for_each` gives to the instance at hand: the instance with the same key of what it names.
    fn each_value(&self, attribute: Option<&str>, at: Place<'_>, wanted: &Wanted<'_>, steps: usize) -> Found {
        let Some((key, Some(over))) = at.instance else { return Found::nowhere() };
        let Some(names) = references::of(over) else { return Found::foreign(wanted) };
        let outside = Place { instance: None, pick: Some(key), ..at };
        let mut found = Found::default();
        for name in names {
            // `each.value.id` of a resource's or module's instance names the attribute that `for_each` leaves out.
            found.add(match (Reference::parse(name), attribute) {
                (Some(Reference::Resource { address, attribute: own }), _) => {
                    self.resource(&address, own.or(attribute), outside, wanted, steps)
                }
                (Some(Reference::Module { step, output: None }), Some(name)) => {
                    let output = Part { name, partial: false, key: None };
                    self.module(&step, Some(&output), outside, wanted, steps)
                }
                _ => self.names(&[name], outside, wanted, steps),
            });
        }
        // An object's entries are listed as one.
        found.open |= found.targets.len() > 1;
        found.at_best(Certainty::Inferred);
        found
    }

    /// The one with a key among a block's instances, which are in the order of their keys.
    fn keyed(&self, instances: &[usize], key: &InstanceKey) -> Option<usize> {
        let at = instances.binary_search_by(|position| self.key(*position).cmp(&Some(key))).ok()?;
        instances.get(at).copied()
    }

    fn key(&self, position: usize) -> Option<&'w InstanceKey> {
        self.resolver.addresses[position].key.as_ref()
    }
}

impl<'p> Part<'p> {
    /// The place in which the whole is read, of which this is a part.
    fn within<'q>(&'q self, place: Place<'q>) -> Place<'q> {
        Place { pick: self.key.as_ref().or(place.pick), ..place }
    }
}

/// What is surely no pointer: null, and an empty list.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

impl Found {
    /// To nothing that can be told.
    fn nowhere() -> Self {
        Self { open: true, ..Self::default() }
    }

    /// To no resource: beside others it is a condition or an index, and everything is open.
    fn foreign(wanted: &Wanted<'_>) -> Self {
        Self { open: wanted.exact, ..Self::default() }
    }

    /// A part of what the whole leads to: with several targets, any of them.
    fn part(mut self, part: &Part<'_>) -> Self {
        if part.partial {
            self.open |= self.targets.len() > 1;
            self.at_best(Certainty::Inferred);
        }
        self
    }

    fn add(&mut self, other: Self) {
        self.open |= other.open;
        self.paired |= other.paired;
        if self.targets.is_empty() {
            self.targets = other.targets;
            return;
        }
        for (target, certainty) in other.targets {
            match self.targets.iter_mut().find(|(known, _)| *known == target) {
                Some((_, known)) => *known = certainty.max(*known),
                None => self.targets.push((target, certainty)),
            }
        }
    }

    fn at_best(&mut self, best: Certainty) {
        self.targets.iter_mut().for_each(|(_, certainty)| *certainty = best.max(*certainty));
    }
}
