//! The inventory as the document that policies read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::parts::{Parts, documents};
use super::unknown::Unknowns;
use super::value::{Value, object, optional};
use super::{Inventory, Mode, Resource};
use crate::secrets::SecretLike;

/// The policies' input. `types`: every type that a policy reads; each is in the document, empty where there is no such resource.
pub fn document(inventory: &Inventory, parts: &Parts, now: &str, types: &BTreeSet<&str>, profiles: &Value) -> Value {
    let documents = documents(inventory, parts, |position, parts_of| {
        resource_document(&inventory.resources[position], &parts.unknown[position], parts_of)
    });
    let mut by_type: std::collections::BTreeMap<&str, Vec<Value>> = types.iter().map(|kind| (*kind, Vec::new())).collect();
    for (resource, document) in inventory.resources.iter().zip(documents) {
        by_type.entry(&resource.kind).or_default().push(document);
    }
    let kinds: Vec<&str> = by_type.keys().copied().collect();
    let scopes = inventory.scopes.iter().map(|(name, scope)| {
        let complete = kinds.iter().map(|kind| (*kind, scope.complete.reason(kind).map_or(Value::Bool(true), Value::from)));
        let profile = profiles
            .as_object()
            .ok()
            .and_then(|profiles| profiles.get(&Value::String(Arc::clone(name))))
            .cloned()
            .unwrap_or(Value::Null);
        let fields = [
            ("profile", profile),
            ("complete", object(complete)),
            ("backend", scope.backend.clone().unwrap_or(Value::Null)),
            ("providers", scope.providers.clone().unwrap_or(Value::Null)),
        ];
        (Value::String(Arc::clone(name)), object(fields))
    });
    object([
        (
            "kind",
            Value::from(match inventory.kind {
                super::Kind::Plan => "plan",
                super::Kind::Snapshot => "snapshot",
            }),
        ),
        ("now", Value::from(now)),
        ("scopes", object(scopes)),
        ("variables", named(&inventory.variables)),
        ("outputs", named(&inventory.outputs)),
        ("cost", Value::Null),
        ("resources", object(by_type.into_iter().map(|(kind, list)| (kind, Value::from(list))))),
    ])
}

/// What looked like a secret, as `[{path, detector}]`.
fn secret_like(found: &[SecretLike]) -> Value {
    let entries = found
        .iter()
        .map(|found| object([("path", Value::from(found.path.to_string())), ("detector", Value::from(found.detector.name()))]));
    Value::from(entries.collect::<Vec<_>>())
}

fn named(list: &[super::Named]) -> Value {
    let entries = list.iter().map(|named| {
        let mut fields = vec![
            ("name", Value::from(named.name.as_str())),
            ("module", Value::from(named.module.as_str())),
            ("scope", Value::String(Arc::clone(&named.scope))),
            ("sensitive", Value::Bool(named.sensitive)),
            ("secret_like", secret_like(&named.secret_like)),
        ];
        fields.extend(named.value.clone().map(|value| ("value", value)));
        object(fields)
    });
    Value::from(entries.collect::<Vec<_>>())
}

fn resource_document(resource: &Resource, unknown: &Unknowns, parts: Value) -> Value {
    let shared = |text: &Arc<str>| Value::String(Arc::clone(text));
    let unknown = unknown.iter().map(|(path, entry)| {
        let fields = [("kind", Value::from(entry.kind.name())), ("reason", Value::String(Arc::clone(&entry.reason)))];
        (path.to_string(), object(fields))
    });
    let links = resource.links.iter().map(|(path, links)| {
        let list = links.iter().map(|link| {
            let certainty = match link.certainty {
                super::Certainty::Certain => "certain",
                super::Certainty::Inferred => "inferred",
                super::Certainty::Ambiguous => "ambiguous",
            };
            object([("to", shared(&link.to)), ("certainty", Value::from(certainty))])
        });
        (path.to_string(), Value::from(list.collect::<Vec<_>>()))
    });
    object([
        ("address", shared(&resource.address)),
        ("type", shared(&resource.kind)),
        ("name", shared(&resource.name)),
        ("index", resource.index.clone()),
        (
            "mode",
            Value::from(match resource.mode {
                Mode::Managed => "managed",
                Mode::Data => "data",
            }),
        ),
        ("module", Value::from(resource.module.as_str())),
        ("scope", shared(&resource.scope)),
        ("region", optional(resource.region.as_deref())),
        ("account", optional(resource.account.as_deref())),
        ("change", Value::from(resource.change.name())),
        ("values", resource.values.clone()),
        ("unknown", object(unknown)),
        ("parts", parts),
        ("links", object(links)),
        ("secret_like", secret_like(&resource.secret_like)),
    ])
}
