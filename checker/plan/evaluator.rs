//! The source's expressions evaluated as far as that goes before the apply: what a reference leads to, through locals, variables, outputs,
//! conditions that are known, `for` expressions and functions.

mod files;
mod variables;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use hcl_edit::expr::{Expression, ForExpr, Object, ObjectKey, Traversal, TraversalOperator, UnaryOperator};
use hcl_edit::template::Element;

pub(super) use files::yaml;

use super::functions;
use super::instances::Instances;
use super::resolver::Resolver;
use super::source::{Mode, Segment, Source};
use super::symbol::{Symbol, key_text};
use super::types::choose;
use crate::inventory::Resource;
use crate::inventory::address::{Address, InstanceKey, ModuleStep};
use crate::inventory::decode::JSON_TEXT;
use crate::inventory::path::AttributePath;
use crate::inventory::relations;
use crate::inventory::value::{Value, entry};

/// Expressions that lead on from one another: deeper than any module tree, and an end to what goes in circles.
const MAX_STEPS: usize = 64;

/// What `count` and `for_each` belong to.
#[derive(Debug, Clone)]
enum Holder {
    /// A resource block, by the address of one of its instances.
    Block(Address),
    /// A module call, by its own path.
    Call(Rc<[ModuleStep]>),
}

/// Where an expression stands.
#[derive(Clone)]
struct Place {
    modules: Rc<[ModuleStep]>,
    /// The instance key of what has `count` or `for_each` there.
    instance: Option<(InstanceKey, Holder)>,
    /// What `for` expressions and `dynamic` blocks bind, the innermost last.
    bound: Vec<(String, Symbol)>,
    steps: usize,
}

/// Evaluates the expressions of one plan's source.
pub struct Evaluator<'e> {
    resolver: &'e Resolver<'e>,
    source: &'e Source,
    instances: &'e Instances<'e>,
    resources: &'e [Resource],
    /// What comes out is shown: what is sensitive stays unknown.
    shown: bool,
    /// What was evaluated before: locals, outputs and variables by module instance, and blocks with their instances.
    known: RefCell<HashMap<String, Symbol>>,
}

impl<'e> Evaluator<'e> {
    /// An evaluator for the source of a plan.
    pub fn new(resolver: &'e Resolver<'e>, source: &'e Source, instances: &'e Instances<'e>, resources: &'e [Resource]) -> Self {
        Self { resolver, source, instances, resources, shown: false, known: RefCell::default() }
    }

    /// The same evaluator for what is shown: what is sensitive stays unknown.
    pub fn shown(self) -> Self {
        Self { shown: true, ..self }
    }

    /// What the attribute at `path` of a resource comes to. `listed`: the plan's own form of the expression, where it has one;
    /// `None` where the source does not write the attribute, or not as the plan has it.
    pub fn attribute(&self, address: &Address, path: &AttributePath, listed: Option<&Value>) -> Option<Symbol> {
        self.written(address, &source_path(path)?, listed, MAX_STEPS)
    }

    /// What an argument of a provider's configuration in a module comes to, where that is known. `listed`: the plan's own form of it.
    pub fn provider(&self, modules: &[ModuleStep], provider: &str, argument: &str, listed: &Value) -> Option<Value> {
        let found = self.source.provider_argument(&names(modules), provider, argument).filter(|found| found.agrees(listed))?;
        let place = Place { modules: modules.into(), instance: None, bound: Vec::new(), steps: MAX_STEPS };
        match self.evaluate(&found.expression, &place) {
            Symbol::Value(value) => Some(value),
            _ => None,
        }
    }

    fn written(&self, address: &Address, path: &[Segment], listed: Option<&Value>, steps: usize) -> Option<Symbol> {
        let names = names(&address.modules);
        let found = self.source.written(&names, mode(address), &address.kind, &address.name, path)?;
        if listed.is_some_and(|listed| !found.agrees(listed)) {
            return None;
        }
        let instance = address.key.clone().map(|key| (key, Holder::Block(Address { key: None, ..address.clone() })));
        let mut place =
            Place { modules: address.modules.as_slice().into(), instance, bound: Vec::new(), steps: steps.checked_sub(1)? };
        let mut symbol = Vec::new();
        match &found.dynamic {
            None => symbol.push(self.evaluate(&found.expression, &place)),
            Some((iterator, collection)) => {
                let items = self.evaluate(collection, &place).entries()?;
                for (key, item) in items {
                    let element = [("key".to_owned(), key), ("value".to_owned(), item)];
                    place.bound.push((iterator.clone(), Symbol::Map(Rc::new(element.into()))));
                    symbol.push(self.evaluate(&found.expression, &place));
                    place.bound.pop();
                }
            }
        }
        // A set of blocks has an order of its own, so that only a single one is surely the one that is meant.
        let whole = match <[Symbol; 1]>::try_from(symbol) {
            Ok([only]) => only,
            Err(several) => Symbol::any(several),
        };
        Some(found.rest.iter().fold(whole, |whole, step| match step {
            Segment::Key(name) => self.member(&whole, name, place.steps),
            Segment::Index(at) => whole.item(&Value::from(*at)),
        }))
    }

    fn evaluate(&self, expression: &Expression, place: &Place) -> Symbol {
        match expression {
            Expression::Null(_) => Symbol::Value(Value::Null),
            Expression::Bool(value) => Symbol::Value(Value::Bool(*value.value())),
            Expression::Number(number) => {
                let number = number.value();
                let value = number.as_u64().map(Value::from).or_else(|| number.as_i64().map(Value::from));
                value.or_else(|| number.as_f64().map(Value::from)).map_or_else(Symbol::unknown, Symbol::Value)
            }
            Expression::String(text) => literal(text.value()),
            Expression::Array(items) => {
                let items: Vec<Symbol> = items.iter().map(|item| self.evaluate(item, place)).collect();
                if items.contains(&Symbol::Error) { Symbol::Error } else { Symbol::list(items) }
            }
            Expression::Object(object) => self.object(object, place),
            Expression::StringTemplate(template) => self.template(&template.iter().collect::<Vec<_>>(), place),
            Expression::HeredocTemplate(heredoc) => self.template(&heredoc.template.iter().collect::<Vec<_>>(), place),
            Expression::Parenthesis(inner) => self.evaluate(inner.inner(), place),
            Expression::Variable(name) => bound(place, name.as_str()).unwrap_or_else(Symbol::unknown),
            Expression::Conditional(conditional) => {
                let condition = self.evaluate(&conditional.cond_expr, place);
                let [yes, no] = [&conditional.true_expr, &conditional.false_expr].map(|arm| self.evaluate(arm, place));
                match condition.truth() {
                    _ if condition == Symbol::Error => Symbol::Error,
                    Some(true) => choose(yes, &no),
                    Some(false) => choose(no, &yes),
                    None => Symbol::any([yes, no]),
                }
            }
            Expression::FuncCall(call) => {
                let arguments: Vec<Symbol> = call.args.iter().map(|argument| self.evaluate(argument, place)).collect();
                let name = call.name.name.as_str();
                if call.name.is_namespaced() || call.args.expand_final() {
                    return Symbol::any(arguments);
                }
                match name {
                    "sensitive" if self.shown => Symbol::unknown(),
                    "file" => self.file(&arguments),
                    "templatefile" => self.rendered(&arguments, place).unwrap_or_else(|| functions::call(name, &arguments)),
                    _ => functions::call(name, &arguments),
                }
            }
            Expression::Traversal(traversal) => self.traversal(traversal, place),
            Expression::UnaryOp(operation) => {
                match (*operation.operator.value(), self.evaluate(&operation.expr, place).truth()) {
                    (UnaryOperator::Not, Some(truth)) => Symbol::Value(Value::Bool(!truth)),
                    _ => Symbol::unknown(),
                }
            }
            Expression::BinaryOp(operation) => {
                let sides = [&operation.lhs_expr, &operation.rhs_expr].map(|side| self.evaluate(side, place));
                functions::operator(*operation.operator.value(), &sides)
            }
            Expression::ForExpr(expression) => self.comprehension(expression, place),
        }
    }

    fn object(&self, object: &Object, place: &Place) -> Symbol {
        let mut map = BTreeMap::new();
        let mut all_known = true;
        for (key, value) in object.iter() {
            let key = match key {
                ObjectKey::Ident(name) => Some(name.as_str().to_owned()).filter(|name| name.is_ascii()),
                ObjectKey::Expression(key) => match self.evaluate(key, place) {
                    Symbol::Value(key) => key_text(&key),
                    _ => None,
                },
            };
            all_known &= key.is_some();
            map.insert(key.unwrap_or_else(|| format!("?{}", map.len())), self.evaluate(value.expr(), place));
        }
        if map.values().any(|item| *item == Symbol::Error) {
            return Symbol::Error;
        }
        if all_known { Symbol::Map(Rc::new(map)) } else { Symbol::any(map.into_values()) }
    }

    /// A template of one interpolation alone is what it interpolates.
    fn template(&self, elements: &[&Element], place: &Place) -> Symbol {
        if let [Element::Interpolation(only)] = elements {
            return self.evaluate(&only.expr, place);
        }
        let mut known = String::new();
        let mut parts = Vec::new();
        for element in elements {
            let part = match element {
                Element::Literal(text) => literal(text.value()),
                Element::Interpolation(inner) => self.evaluate(&inner.expr, place),
                Element::Directive(_) => Symbol::unknown(),
            };
            if let Symbol::Value(value) = &part
                && let Some(text) = key_text(value)
            {
                known.push_str(&text);
                continue;
            }
            parts.push(part);
        }
        if parts.is_empty() { Symbol::text(&known) } else { Symbol::any(parts) }
    }

    fn comprehension(&self, expression: &ForExpr, place: &Place) -> Symbol {
        let collection = self.evaluate(&expression.intro.collection_expr, place);
        let mut inner = place.clone();
        let mut entries = Vec::new();
        if collection == Symbol::Error {
            return collection;
        }
        let Some(items) = collection.entries() else { return Symbol::any([collection]) };
        let (mut certain, is_map) = (!expression.grouping, expression.key_expr.is_some());
        for (key, item) in items {
            let outer = inner.bound.len();
            if let Some(name) = &expression.intro.key_var {
                inner.bound.push((name.as_str().to_owned(), key));
            }
            inner.bound.push((expression.intro.value_var.as_str().to_owned(), item));
            let kept = expression.cond.as_ref().map_or(Some(true), |cond| self.evaluate(&cond.expr, &inner).truth());
            if kept != Some(false) {
                certain &= kept == Some(true);
                let key = expression.key_expr.as_ref().and_then(|key| match self.evaluate(key, &inner) {
                    Symbol::Value(key) => key_text(&key),
                    _ => None,
                });
                certain &= !is_map || key.is_some();
                entries.push((key.unwrap_or_default(), self.evaluate(&expression.value_expr, &inner)));
            }
            inner.bound.truncate(outer);
        }
        match (certain, is_map) {
            (false, _) => Symbol::any(entries.into_iter().map(|(_, item)| item)),
            _ if entries.iter().any(|(_, item)| *item == Symbol::Error) => Symbol::Error,
            (true, true) => Symbol::Map(Rc::new(entries.into_iter().collect())),
            (true, false) => Symbol::list(entries.into_iter().map(|(_, item)| item)),
        }
    }

    fn traversal(&self, traversal: &Traversal, place: &Place) -> Symbol {
        let operators: Vec<&TraversalOperator> = traversal.operators.iter().map(|operator| operator.value()).collect();
        let Expression::Variable(root) = &traversal.expr else {
            return self.apply(self.evaluate(&traversal.expr, place), &operators, place);
        };
        let name = |at: usize| match operators.get(at) {
            Some(TraversalOperator::GetAttr(name)) => Some(name.as_str()),
            _ => None,
        };
        if let Some(symbol) = bound(place, root.as_str()) {
            return self.apply(symbol, &operators, place);
        }
        let (symbol, taken) = match (root.as_str(), name(0), name(1)) {
            ("var", Some(name), _) => (self.variable(name, place), 1),
            ("local", Some(name), _) => (self.local(name, place), 1),
            ("module", Some(name), _) => (self.call(name, place), 1),
            ("each", Some("key"), _) | ("count", Some("index"), _) => {
                (place.instance.as_ref().map_or_else(Symbol::unknown, |(key, _)| Symbol::key(key)), 1)
            }
            ("each", Some("value"), _) => (self.each_value(place), 1),
            ("path", Some(name), _) => (self.path(name, place), 1),
            ("data", Some(kind), Some(name)) => (self.block(true, kind, name, place), 2),
            ("path" | "terraform" | "self" | "each" | "count" | "var" | "local" | "module" | "data", ..) | (_, None, _) => {
                return Symbol::unknown();
            }
            (kind, Some(name), _) => (self.block(false, kind, name, place), 1),
        };
        self.apply(symbol, operators.get(taken..).unwrap_or_default(), place)
    }

    fn apply(&self, symbol: Symbol, operators: &[&TraversalOperator], place: &Place) -> Symbol {
        let Some((operator, rest)) = operators.split_first() else { return symbol };
        let next = match operator {
            TraversalOperator::GetAttr(name) => self.member(&symbol, name.as_str(), place.steps),
            TraversalOperator::LegacyIndex(at) => symbol.item(&Value::from(*at.value())),
            TraversalOperator::Index(key) => symbol.index(&self.evaluate(key, place)),
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                let each = |item: Symbol| self.apply(item, rest, place);
                return match &symbol {
                    Symbol::List(_) | Symbol::Value(Value::Array(_)) => {
                        Symbol::list(symbol.items().unwrap_or_default().into_iter().map(|(_, item)| each(item)))
                    }
                    Symbol::Set(items) | Symbol::Bag(items) => Symbol::bag(items.iter().cloned().map(each)),
                    Symbol::Value(Value::Null) => Symbol::list([]),
                    // Of anything that is no list, a list of one.
                    Symbol::Instance(_) | Symbol::Module(_) | Symbol::Map(_) | Symbol::Value(_) => Symbol::list([each(symbol)]),
                    Symbol::Any(candidates) => Symbol::any(candidates.iter().cloned().map(each)),
                    Symbol::Error => Symbol::Error,
                };
            }
        };
        self.apply(next, rest, place)
    }

    /// `symbol.name`.
    fn member(&self, symbol: &Symbol, name: &str, steps: usize) -> Symbol {
        let Some(steps) = steps.checked_sub(1) else { return Symbol::unknown() };
        match symbol {
            Symbol::Instance(position) => self.attribute_of(*position, name, steps),
            Symbol::Module(modules) => self.output(modules, name, steps),
            Symbol::Any(candidates) => Symbol::any(candidates.iter().map(|candidate| self.member(candidate, name, steps))),
            other => other.item(&Value::from(name)),
        }
    }

    /// An attribute of a resource: where it is a pointer itself, what it points to; else what identifies the resource.
    fn attribute_of(&self, position: usize, name: &str, steps: usize) -> Symbol {
        let resource = &self.resources[position];
        let path = AttributePath::attribute(name);
        // A part that is not known yet is not there, and JSON text is decoded: the value is another one, then.
        let parts = resource.unknown.above(&path).is_none() && resource.unknown.iter().any(|(part, _)| path.covers(part));
        if parts || JSON_TEXT.contains(&name) {
            return Symbol::Instance(position);
        }
        if resource.unknown.above(&path).is_none() {
            return path.get(&resource.values).map_or(Symbol::Error, |value| Symbol::Value(value.clone()));
        }
        if relations::from(&resource.kind).iter().any(|relation| relation.attribute.root() == Some(name)) {
            let address = &self.resolver.addresses[position];
            let block = self.resolver.blocks.of(address);
            let listed = block.and_then(|block| entry(block.expressions.as_ref()?, name));
            return self.written(address, &[Segment::Key(name.to_owned())], listed, steps).unwrap_or_else(Symbol::unknown);
        }
        Symbol::Instance(position)
    }

    fn local(&self, name: &str, place: &Place) -> Symbol {
        self.remember("local", name, &place.modules, || {
            let Some(steps) = place.steps.checked_sub(1) else { return Symbol::unknown() };
            let Some(expression) = self.source.local(&names(&place.modules), name) else { return Symbol::unknown() };
            let inside = Place { modules: Rc::clone(&place.modules), instance: None, bound: Vec::new(), steps };
            self.evaluate(&expression, &inside)
        })
    }

    fn output(&self, modules: &Rc<[ModuleStep]>, name: &str, steps: usize) -> Symbol {
        self.remember("output", name, modules, || {
            let output = self.resolver.blocks.module(modules).and_then(|module| module.outputs.get(name));
            let Some(json) = output.and_then(|output| output.expression.as_ref()) else { return Symbol::unknown() };
            if let Some(constant) = entry(json, "constant_value") {
                return Symbol::Value(constant.clone());
            }
            let written = self.source.output(&names(modules), name).filter(|written| written.agrees(json));
            let Some(written) = written else { return Symbol::unknown() };
            let inside = Place { modules: Rc::clone(modules), instance: None, bound: Vec::new(), steps };
            self.evaluate(&written.expression, &inside)
        })
    }

    /// `module.NAME`: the module, or its instances by key.
    fn call(&self, name: &str, place: &Place) -> Symbol {
        let mut modules = place.modules.to_vec();
        modules.push(ModuleStep { name: name.to_owned(), key: None });
        if self.resolver.blocks.module(&modules).is_none() {
            return Symbol::unknown();
        }
        let keys = self.instances.of_module(&modules);
        let mut instance = |key: &InstanceKey| {
            if let Some(last) = modules.last_mut() {
                last.key = Some(key.clone());
            }
            Symbol::Module(modules.as_slice().into())
        };
        collection(keys.iter().map(|key| (*key, instance(key)))).unwrap_or_else(|| Symbol::Module(modules.as_slice().into()))
    }

    /// The instances of a resource block.
    fn block(&self, data: bool, kind: &str, name: &str, place: &Place) -> Symbol {
        let word = if data { "data" } else { "resource" };
        self.remember(word, &format!("{kind}.{name}"), &place.modules, || {
            let address =
                Address { modules: place.modules.to_vec(), data, kind: kind.to_owned(), name: name.to_owned(), key: None };
            let positions = self.instances.of(&address);
            let keyed = positions.iter().filter_map(|position| {
                let key = self.resolver.addresses[*position].key.as_ref()?;
                Some((key, Symbol::Instance(*position)))
            });
            match (collection(keyed), positions, self.resolver.blocks.of(&address)) {
                (Some(collection), ..) => collection,
                (None, [only], _) => Symbol::Instance(*only),
                // Without an instance, now that all of them are known.
                (None, [], Some(block)) if self.resolver.complete && block.count_expression.is_some() => Symbol::list([]),
                (None, [], Some(_)) if self.resolver.complete => Symbol::Map(Rc::default()),
                _ => Symbol::unknown(),
            }
        })
    }

    fn each_value(&self, place: &Place) -> Symbol {
        let (Some((key, holder)), Some(steps)) = (&place.instance, place.steps.checked_sub(1)) else { return Symbol::unknown() };
        let (modules, name, written): (Rc<[ModuleStep]>, _, _) = match holder {
            Holder::Block(address) => {
                let path = [Segment::Key("for_each".to_owned())];
                let written = self.source.written(&names(&address.modules), mode(address), &address.kind, &address.name, &path);
                let json = self.resolver.blocks.of(address).and_then(|block| block.for_each_expression.as_ref());
                (
                    address.modules.as_slice().into(),
                    address.to_string(),
                    written.filter(|written| json.is_none_or(|json| written.agrees(json))),
                )
            }
            Holder::Call(call) => {
                let Some((step, parents)) = call.split_last() else { return Symbol::unknown() };
                let json = self.resolver.blocks.call(call).and_then(|call| call.for_each_expression.as_ref());
                let written = self.source.call_argument(&names(parents), &step.name, "for_each");
                (parents.into(), step.name.clone(), written.filter(|written| json.is_none_or(|json| written.agrees(json))))
            }
        };
        let Some(written) = written else { return Symbol::unknown() };
        let over = self.remember("for_each", &name, &Rc::clone(&modules), || {
            self.evaluate(&written.expression, &Place { modules, instance: None, bound: Vec::new(), steps })
        });
        match over {
            // The elements of a set are their own keys.
            Symbol::List(_) | Symbol::Set(_) | Symbol::Bag(_) | Symbol::Value(Value::Array(_)) => Symbol::key(key),
            over => over.item(&key.to_value()),
        }
    }

    /// Evaluates what a module's instance evaluates only once.
    fn remember(&self, word: &str, name: &str, modules: &[ModuleStep], evaluate: impl FnOnce() -> Symbol) -> Symbol {
        let modules: Vec<String> = modules.iter().map(ToString::to_string).collect();
        let key = format!("{}/{word}.{name}", modules.join("."));
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let found = evaluate();
        self.known.borrow_mut().insert(key, found.clone());
        found
    }
}

/// Instances by their keys; `None` where there is none.
fn collection<'k>(instances: impl Iterator<Item = (&'k InstanceKey, Symbol)>) -> Option<Symbol> {
    let instances: Vec<(&InstanceKey, Symbol)> = instances.collect();
    if instances.is_empty() {
        return None;
    }
    if instances.iter().all(|(key, _)| matches!(key, InstanceKey::Number(_))) {
        let in_order = instances.iter().zip(0..).all(|((key, _), at)| **key == InstanceKey::Number(at));
        let list = instances.into_iter().map(|(_, instance)| instance);
        return Some(if in_order { Symbol::list(list) } else { Symbol::any(list) });
    }
    Some(Symbol::Map(Rc::new(
        instances.into_iter().filter_map(|(key, instance)| Some((key_text(&key.to_value())?, instance))).collect(),
    )))
}

fn bound(place: &Place, name: &str) -> Option<Symbol> {
    place.bound.iter().rev().find(|(bound, _)| bound == name).map(|(_, symbol)| symbol.clone())
}

/// Terraform normalises a text of which several forms exist.
fn literal(text: &str) -> Symbol {
    if text.is_ascii() { Symbol::text(text) } else { Symbol::unknown() }
}

fn names(modules: &[ModuleStep]) -> Vec<&str> {
    modules.iter().map(|step| step.name.as_str()).collect()
}

fn mode(address: &Address) -> Mode {
    if address.data { Mode::Data } else { Mode::Managed }
}

/// A path of the inventory as the source has it.
fn source_path(path: &AttributePath) -> Option<Vec<Segment>> {
    use crate::inventory::path::Segment as Step;
    let steps = path.segments().iter().map(|step| match step {
        Step::Key(name) => Some(Segment::Key(name.to_string())),
        Step::Index(at) => Some(Segment::Index(*at)),
        Step::Any => None,
    });
    steps.collect()
}
