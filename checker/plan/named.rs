//! Variables and outputs: whether Terraform says that they are sensitive, and whether what they hold looks like a secret.

use std::sync::Arc;

use super::json::{ConfigModule, ConfigVariable, PlanJson, Variable};
use crate::inventory::path::AttributePath;
use crate::inventory::unknown::Marks;
use crate::inventory::value::Value;
use crate::inventory::{Inventory, Named};
use crate::secrets::{self, Detector, SecretLike};

/// Adds the variables of every module and the outputs of the root.
pub fn add(plan: &PlanJson<'_>, scope: &Arc<str>, inventory: &mut Inventory) {
    let mut open = vec![(String::new(), &plan.configuration.root_module)];
    while let Some((module, configuration)) = open.pop() {
        for (name, declared) in &configuration.variables {
            let given = if module.is_empty() { plan.variables.get(name) } else { None };
            variable(name, &module, Some(declared), given, scope, inventory);
        }
        open.extend(configuration.module_calls.iter().map(|(name, call)| {
            let dot = if module.is_empty() { "" } else { "." };
            (format!("{module}{dot}module.{name}"), &call.module)
        }));
    }
    let root = &plan.configuration.root_module;
    for (name, given) in plan.variables.iter().filter(|(name, _)| !root.variables.contains_key(*name)) {
        variable(name, "", None, Some(given), scope, inventory);
    }
    inventory.variables.sort_by(|a, b| (&a.module, &a.name).cmp(&(&b.module, &b.name)));
    outputs(plan, root, scope, inventory);
}

/// `true` where the value of a root variable may be shown, in a message too.
pub fn may_be_shown(plan: &PlanJson<'_>, name: &str, value: &Value) -> bool {
    let sensitive = plan.configuration.root_module.variables.get(name).is_some_and(|variable| variable.sensitive);
    !sensitive && secrets::find(name, &AttributePath::default(), value).is_empty()
}

fn variable(
    name: &str,
    module: &str,
    declared: Option<&ConfigVariable>,
    given: Option<&Variable>,
    scope: &Arc<str>,
    inventory: &mut Inventory,
) {
    let sensitive = declared.is_some_and(|variable| variable.sensitive);
    let default = declared.and_then(|variable| variable.default.as_ref());
    let value = given.and_then(|variable| variable.value.as_ref());
    let mut secret_like = like(name, "default", default, sensitive);
    let in_value = like(name, "value", value, sensitive);
    let shown = !sensitive && in_value.is_empty();
    secret_like.extend(in_value);
    for (path, held) in [("default", default), ("value", value)] {
        collect(&secret_like, path, held, inventory);
    }
    let value = value.filter(|_| shown).cloned();
    inventory.variables.push(Named {
        name: name.to_owned(),
        module: module.to_owned(),
        scope: Arc::clone(scope),
        sensitive,
        secret_like,
        value,
    });
}

fn outputs(plan: &PlanJson<'_>, root: &ConfigModule<'_>, scope: &Arc<str>, inventory: &mut Inventory) {
    let names = root.outputs.keys().chain(plan.output_changes.keys().filter(|name| !root.outputs.contains_key(*name)));
    for name in names {
        let change = plan.output_changes.get(name);
        let marks = change.map(|change| &change.after_sensitive);
        let sensitive = root.outputs.get(name).is_some_and(|output| output.sensitive) || marks.is_some_and(Marks::is_whole);
        let value = change.and_then(|change| change.after.as_ref());
        let mut secret_like = like(name, "value", value, sensitive);
        if !sensitive {
            // An output that is sensitive in part.
            let at = AttributePath::attribute("value");
            let parts = marks.into_iter().flat_map(Marks::iter);
            secret_like.extend(parts.map(|part| {
                let path = part.segments().iter().fold(at.clone(), |path, segment| path.join(segment.clone()));
                SecretLike { path, detector: Detector::Sensitive }
            }));
        }
        collect(&secret_like, "value", value, inventory);
        inventory.outputs.push(Named {
            name: name.to_string(),
            module: String::new(),
            scope: Arc::clone(scope),
            sensitive,
            secret_like,
            value: None,
        });
    }
}

/// What looks like a secret in the `default` or the `value` of what is called `name`.
fn like(name: &str, at: &str, value: Option<&Value>, sensitive: bool) -> Vec<SecretLike> {
    let Some(value) = value else { return Vec::new() };
    let path = AttributePath::attribute(at);
    let found = secrets::find(name, &path, value);
    let is_empty = matches!(value, Value::Null) || *value == Value::from("");
    if !sensitive || is_empty {
        return found;
    }
    // The whole is covered; only a surer sign for the whole itself says more.
    let detector = found.iter().find(|found| found.path == path).map_or(Detector::Sensitive, |found| found.detector);
    vec![SecretLike { path, detector: detector.min(Detector::Sensitive) }]
}

fn collect(found: &[SecretLike], at: &str, value: Option<&Value>, inventory: &mut Inventory) {
    let Some(value) = value else { return };
    for found in found {
        if let Some((crate::inventory::path::Segment::Key(first), rest)) = found.path.segments().split_first()
            && **first == *at
        {
            let inside: AttributePath = rest.iter().cloned().collect();
            if let Some(secret) = inside.get(value) {
                inventory.masked.add_all(secret);
            }
        }
    }
}
