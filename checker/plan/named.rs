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
        if sensitive && change.is_some_and(|change| change.after_unknown.is_whole()) {
            // It will be set.
            secret_like.push(SecretLike { path: AttributePath::attribute("value"), detector: Detector::Sensitive });
        } else if !sensitive {
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
    if !sensitive || !is_set(value) {
        return found;
    }
    // The whole is covered; only a surer sign for the whole itself says more.
    let detector = found.iter().find(|found| found.path == path).map_or(Detector::Sensitive, |found| found.detector);
    vec![SecretLike { path, detector: detector.min(Detector::Sensitive) }]
}

/// `false` for a value with nothing in it: null, an empty text, and a list or map of no more than these.
fn is_set(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => list.iter().any(is_set),
        Value::Object(object) => object.values().any(is_set),
        _ => true,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_sensitive_value_with_nothing_in_it_holds_no_secret() {
        let signs = |value: serde_json::Value, sensitive: bool| {
            let found = like("given", "default", Some(&value.into()), sensitive);
            found.iter().map(|found| format!("{} {}", found.path, found.detector.name())).collect::<Vec<_>>()
        };
        for empty in [json!(null), json!(""), json!([]), json!({}), json!({"a": {}, "b": ["", null]})] {
            assert_eq!(signs(empty.clone(), true), Vec::<String>::new(), "{empty}");
        }
        for set in [json!("x"), json!(0), json!(false), json!({"a": {"b": ["", "x"]}})] {
            assert_eq!(signs(set.clone(), true), ["default sensitive"], "{set}");
            assert_eq!(signs(set.clone(), false), Vec::<String>::new(), "{set}");
        }
    }
}
