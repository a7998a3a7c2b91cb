//! Sensitive values outside of what is judged (prior state, drift, outputs, constants of the configuration), collected so that no output
//! shows them. Raw JSON is only parsed where a flag says that there is something to collect.

use serde_json::value::RawValue;

use super::configuration::{Written, written};
use super::evaluator::Evaluator;
use super::instances::Instances;
use super::json::{ConfigModule, PlanJson, StateModule};
use super::resolver::Resolver;
use super::symbol::Symbol;
use crate::inventory::address::Address;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::redact::MARKER;
use crate::inventory::unknown::{Marks, UnknownKind};
use crate::inventory::user_data;
use crate::inventory::value::{Value, entry, text};
use crate::inventory::{Inventory, Resource};
use crate::secrets::masked::Masked;
use crate::secrets::text::fragments;
use crate::secrets::{self, SecretLike};

/// Collects them from a plan.
pub fn collect(plan: &PlanJson<'_>, masked: &mut Masked) {
    for change in plan.resource_changes.iter().map(|change| &change.change) {
        flagged(change.before, change.before_sensitive, masked);
        if let Some(code) = change.generated_config.as_deref() {
            fragments(code).into_iter().for_each(|fragment| masked.add(&code[fragment.range]));
        }
    }
    for change in plan.resource_drift.iter().map(|drift| &drift.change) {
        flagged(change.before, change.before_sensitive, masked);
        flagged(change.after, change.after_sensitive, masked);
    }
    for change in plan.output_changes.values() {
        flagged(change.before, change.before_sensitive, masked);
    }
    if let Some(values) = plan.prior_state.as_ref().and_then(|state| state.values.as_ref()) {
        state(&values.root_module, masked);
        for output in values.outputs.values().filter(|output| output.sensitive) {
            parsed(output.value).iter().for_each(|value| masked.add_all(value));
        }
    }
    for expressions in plan.configuration.provider_config.values().filter_map(|provider| provider.expressions.as_ref()) {
        constants(expressions, masked);
    }
    module(&plan.configuration.root_module, masked);
}

/// Collects the constants that the configuration writes where a resource is masked, and looks into them. Of user data the plan may hold a
/// hash alone: what it says is in the configuration, or in the source where that is made of a file.
pub fn configured(inventory: &mut Inventory, resolver: &Resolver<'_>) {
    let scripts = scripts(inventory, resolver);
    let Inventory { resources, masked, .. } = inventory;
    for (position, path, script) in scripts {
        let resource = &mut resources[position];
        masked.add(&script);
        resource.unknown.forget(&path);
        resource.unknown.mark(path.clone(), UnknownKind::Redacted);
        if let (Some(Segment::Key(name)), Ok(values)) = (path.segments().last(), resource.values.as_object_mut()) {
            values.insert(Value::String(name.clone()), Value::from(MARKER));
        }
        look_into(resource, path, &script);
    }
    for resource in resources {
        let redacted: Vec<AttributePath> = resource
            .unknown
            .iter()
            .filter(|(_, unknown)| unknown.kind == UnknownKind::Redacted)
            .map(|(path, _)| path.clone())
            .collect();
        if redacted.is_empty() {
            continue;
        }
        let Some(block) = Address::parse(&resource.own_address).and_then(|address| resolver.blocks.of(&address)) else {
            continue;
        };
        for path in redacted {
            let Written::Expression { expression, exact: true } = written(block.expressions.as_ref(), &path) else { continue };
            let Some(constant) = entry(expression, "constant_value") else { continue };
            masked.add_all(constant);
            if let Some(constant) = text(constant) {
                look_into(resource, path, constant);
            }
        }
    }
}

/// The user data of which only a hash is in the plan, as far as configuration and source tell it: resource, place and text.
fn scripts(inventory: &Inventory, resolver: &Resolver<'_>) -> Vec<(usize, AttributePath, String)> {
    let paths = user_data::ATTRIBUTES.map(AttributePath::attribute);
    let places = inventory.resources.iter().enumerate().flat_map(|(position, resource)| {
        let unread = paths
            .iter()
            .filter(|path| resource.unknown.above(path).is_some_and(|(_, unknown)| unknown.kind == UnknownKind::Unreadable));
        unread.map(move |path| (position, path))
    });
    let places: Vec<(usize, &AttributePath)> = places.collect();
    if places.is_empty() {
        return Vec::new();
    }
    let instances = Instances::new(resolver.addresses);
    let evaluator = resolver.source.map(|source| Evaluator::new(resolver, source, &instances, &inventory.resources));
    let found = places.into_iter().filter_map(|(position, path)| {
        let address = &resolver.addresses[position];
        let Written::Expression { expression, exact: true } = written(resolver.blocks.of(address)?.expressions.as_ref(), path)
        else {
            return None;
        };
        let evaluated = || match evaluator.as_ref()?.attribute(address, path, Some(expression))? {
            Symbol::Value(value) => Some(value),
            _ => None,
        };
        let value = entry(expression, "constant_value").cloned().or_else(evaluated)?;
        let script = user_data::read(text(&value)?).ok()?.into_owned();
        Some((position, path.clone(), script))
    });
    found.collect()
}

fn look_into(resource: &mut Resource, path: AttributePath, said: &str) {
    let name = match path.segments().last() {
        Some(Segment::Key(name)) => name.to_string(),
        _ => String::new(),
    };
    let detector = secrets::sign(&name, said);
    if let Some(detector) = detector.filter(|_| !resource.secret_like.iter().any(|found| found.path == path)) {
        resource.secret_like.push(SecretLike { path, detector });
        resource.secret_like.sort();
    }
}

/// Collects what `marks` says is sensitive in `values`.
fn flagged(values: Option<&RawValue>, marks: Option<&RawValue>, masked: &mut Masked) {
    // Nearly always `false`, or a tree without a single `true`.
    let Some(marks) = marks.filter(|marks| marks.get().contains("true")) else { return };
    let (Some(values), Ok(marks)) = (parsed(values), serde_json::from_str::<Marks>(marks.get())) else { return };
    marks.iter().filter_map(|path| path.get(&values)).for_each(|value| masked.add_all(value));
}

fn parsed(raw: Option<&RawValue>) -> Option<Value> {
    serde_json::from_str(raw?.get()).ok()
}

fn state(module: &StateModule<'_>, masked: &mut Masked) {
    for resource in &module.resources {
        flagged(resource.values, resource.sensitive_values, masked);
    }
    module.child_modules.iter().for_each(|child| state(child, masked));
}

/// Sensitive arguments and outputs of modules, and provisioners.
fn module(module_: &ConfigModule<'_>, masked: &mut Masked) {
    for call in module_.module_calls.values() {
        for (name, _) in call.module.variables.iter().filter(|(_, variable)| variable.sensitive) {
            let constant = call.expressions.as_ref().and_then(|arguments| entry(entry(arguments, name)?, "constant_value"));
            constant.into_iter().for_each(|value| masked.add_all(value));
        }
        call.expressions.iter().for_each(|arguments| constants(arguments, masked));
        module(&call.module, masked);
    }
    for output in module_.outputs.values().filter(|output| output.sensitive) {
        let constant = output.expression.as_ref().and_then(|expression| entry(expression, "constant_value"));
        constant.into_iter().for_each(|value| masked.add_all(value));
    }
    for provisioners in module_.resources.iter().filter_map(|resource| parsed(resource.provisioners)) {
        constants(&provisioners, masked);
    }
}

/// Collects the constants that look like a secret in a tree of expressions.
fn constants(expressions: &Value, masked: &mut Masked) {
    let plain = plain(expressions);
    for found in secrets::find("", &AttributePath::default(), &plain) {
        found.path.get(&plain).into_iter().for_each(|value| masked.add_all(value));
    }
}

/// Expressions with each constant in place of its expression, so that a secret stands under its own name.
fn plain(expressions: &Value) -> Value {
    if let Some(constant) = entry(expressions, "constant_value") {
        return constant.clone();
    }
    match expressions {
        Value::Object(object) => crate::inventory::value::object(object.iter().map(|(key, value)| (key.clone(), plain(value)))),
        Value::Array(list) => Value::from(list.iter().map(plain).collect::<Vec<_>>()),
        other => other.clone(),
    }
}
