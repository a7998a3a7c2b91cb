//! The inventory as the document that policies read.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::parts::{Parts, documents};
use super::path::{self, AttributePath, Segment};
use super::unknown::{Unknown, UnknownKind, Unknowns};
use super::value::{Value, object, optional};
use super::{Certainty, Inventory, Link, Mode, Resource};
use crate::cost::{self, estimate::Estimate};
use crate::secrets::SecretLike;

/// The policies' input. `types`: every type that a policy reads; each is in the document, empty where there is no such resource.
pub fn document(
    inventory: &Inventory,
    parts: &Parts,
    now: &str,
    types: &BTreeSet<&str>,
    profiles: &Value,
    estimate: Option<&Estimate>,
) -> Value {
    let writer = Writer::new();
    let documents = documents(inventory, parts, |position, parts_of| {
        writer.resource(&inventory.resources[position], &parts.unknown[position], parts_of)
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
        ("cost", estimate.map_or(Value::Null, |estimate| cost::document::document(inventory, estimate))),
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

/// Makes the documents of resources. What they have in common is made once.
struct Writer {
    names: [Value; 15],
    kind: Value,
    reason: Value,
    to: Value,
    certainty: Value,
    /// What says why something is unknown, by its text.
    unknowns: RefCell<Vec<(Unknown, Value)>>,
}

/// The fields of a resource's document, in the order of [`Writer::resource`].
const FIELDS: [&str; 15] = [
    "address",
    "type",
    "name",
    "index",
    "mode",
    "module",
    "scope",
    "region",
    "account",
    "change",
    "values",
    "unknown",
    "parts",
    "links",
    "secret_like",
];

impl Writer {
    fn new() -> Self {
        let [kind, reason, to, certainty] = ["kind", "reason", "to", "certainty"].map(Value::from);
        Self { names: FIELDS.map(Value::from), kind, reason, to, certainty, unknowns: RefCell::default() }
    }

    fn resource(&self, resource: &Resource, unknown: &Unknowns, parts: Value) -> Value {
        let shared = |text: &Arc<str>| Value::String(Arc::clone(text));
        let mode = match resource.mode {
            Mode::Managed => "managed",
            Mode::Data => "data",
        };
        let fields = [
            shared(&resource.address),
            shared(&resource.kind),
            shared(&resource.name),
            resource.index.clone(),
            Value::from(mode),
            Value::from(resource.module.as_str()),
            shared(&resource.scope),
            optional(resource.region.as_deref()),
            optional(resource.account.as_deref()),
            Value::from(resource.change.name()),
            resource.values.clone(),
            object(unknown.iter().map(|(path, entry)| (name(path), self.unknown(entry)))),
            parts,
            object(resource.links.iter().map(|(path, links)| (name(path), self.links(links)))),
            secret_like(&resource.secret_like),
        ];
        object(self.names.iter().cloned().zip(fields))
    }

    fn unknown(&self, entry: &Unknown) -> Value {
        let mut made = self.unknowns.borrow_mut();
        // The kinds' own texts are shared; there are no more than kinds of them.
        if let Some((_, value)) =
            made.iter().find(|(other, _)| other.kind == entry.kind && Arc::ptr_eq(&other.reason, &entry.reason))
        {
            return value.clone();
        }
        let reason = Value::String(Arc::clone(&entry.reason));
        let value = object([(self.kind.clone(), Value::from(entry.kind.name())), (self.reason.clone(), reason)]);
        if made.len() < UnknownKind::ALL.len() {
            made.push((entry.clone(), value.clone()));
        }
        value
    }

    fn links(&self, links: &[Link]) -> Value {
        let list = links.iter().map(|link| {
            let certainty = match link.certainty {
                Certainty::Certain => "certain",
                Certainty::Inferred => "inferred",
                Certainty::Ambiguous => "ambiguous",
            };
            let to = Value::String(Arc::clone(&link.to));
            object([(self.to.clone(), to), (self.certainty.clone(), Value::from(certainty))])
        });
        Value::from(list.collect::<Vec<_>>())
    }
}

/// A path as a key.
fn name(path: &AttributePath) -> Value {
    match path.segments() {
        [Segment::Key(name)] if path::is_plain(name) => Value::String(Arc::clone(name)),
        _ => Value::from(path.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{inventory, path, resource};
    use super::super::value::entry;
    use super::*;
    use serde_json::json;

    #[test]
    fn each_unknown_has_its_own_reason() {
        let writer = Writer::new();
        let own = Unknown { kind: UnknownKind::Link, reason: "a reason of its own".into() };
        let all =
            [own.clone(), UnknownKind::Link.into(), UnknownKind::Denied.into(), Unknown { kind: UnknownKind::Denied, ..own }];
        for unknown in all.iter().chain(&all) {
            let expected = json!({"kind": unknown.kind.name(), "reason": &*unknown.reason});
            assert_eq!(writer.unknown(unknown), Value::from(expected));
        }
    }

    #[test]
    fn what_says_the_same_is_made_once_and_no_more_is_kept_than_there_are_kinds() {
        let writer = Writer::new();
        let made = |unknown: &Unknown| match writer.unknown(unknown) {
            Value::Object(object) => object.iter().next().map(|(_, value)| std::ptr::from_ref(value)),
            other => panic!("{other:?}"),
        };
        let known: Unknown = UnknownKind::AfterApply.into();
        assert_eq!(made(&known), made(&known));
        for at in 0..20 {
            writer.unknown(&Unknown { kind: UnknownKind::Link, reason: format!("{at}").into() });
        }
        assert_eq!(writer.unknowns.borrow().len(), UnknownKind::ALL.len());
    }

    #[test]
    fn a_path_is_a_key_that_reads_back() {
        for text in ["bucket", "rule[0].mode", "tags[\"a.b\"]", "tags[\"a\"]"] {
            let Value::String(key) = name(&path(text)) else { panic!("{text}") };
            assert_eq!(path(&key), path(text));
        }
        let odd: AttributePath = [Segment::Key("a.b".into())].into_iter().collect();
        assert_eq!(name(&odd), Value::from(odd.to_string()));
        assert_ne!(name(&odd), Value::from("a.b"));
    }

    #[test]
    fn every_type_that_is_read_has_a_list() {
        let inventory = inventory(vec![resource("aws_vpc.a", json!({"id": "vpc-1"}))]);
        let parts = Parts::join(&inventory);
        let document =
            document(&inventory, &parts, "now", &BTreeSet::from(["aws_vpc", "aws_subnet"]), &Value::new_object(), None);
        let lists = entry(&document, "resources").expect("the resources");
        let count = |kind: &str| entry(lists, kind).and_then(|list| list.as_array().ok()).map(|list| list.len());
        assert_eq!([count("aws_vpc"), count("aws_subnet"), count("aws_eip")], [Some(1), Some(0), None]);
    }
}
