//! Small inventories for unit tests.
#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use super::address::Address;
use super::path::AttributePath;
use super::unknown::{UnknownKind, Unknowns};
use super::value::Value;
use super::{Certainty, Change, Inventory, Kind, Link, Mode, Resource, Scope};

/// The path of a text.
pub fn path(text: &str) -> AttributePath {
    text.parse().expect(text)
}

/// A new resource of production.
pub fn resource(address: &str, values: serde_json::Value) -> Resource {
    let parts = Address::parse(address).expect(address);
    Resource {
        address: address.into(),
        own_address: address.into(),
        origin: 0,
        kind: parts.kind.as_str().into(),
        name: parts.name.as_str().into(),
        index: Value::Null,
        mode: if parts.data { Mode::Data } else { Mode::Managed },
        module: parts.module(),
        scope: "production".into(),
        region: None,
        account: None,
        change: Change::Create,
        previous_address: None,
        values: values.into(),
        unknown: Unknowns::default(),
        links: BTreeMap::new(),
        secret_like: Vec::new(),
        observed_at: None,
    }
}

impl Resource {
    /// With something unknown.
    pub fn not_knowing(mut self, at: &str, kind: UnknownKind) -> Self {
        self.unknown.mark(path(at), kind);
        self
    }

    /// With a link.
    pub fn linked(mut self, at: &str, to: &str, certainty: Certainty) -> Self {
        self.links.entry(path(at)).or_default().push(Link { to: to.into(), certainty });
        self
    }

    /// In another scope.
    pub fn of(mut self, scope: &str) -> Self {
        self.scope = scope.into();
        self
    }
}

/// A plan of these resources; every type is complete in their scopes.
pub fn inventory(mut resources: Vec<Resource>) -> Inventory {
    resources.sort_by(|a, b| a.address.cmp(&b.address));
    let scopes = resources.iter().map(|resource| (resource.scope.clone(), Scope::default())).collect();
    Inventory { scopes, resources, ..Inventory::empty(Kind::Plan) }
}
