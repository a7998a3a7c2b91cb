//! Echoes: attributes of a resource that only repeat what its satellites say. They yield to the satellites' own planned state.

use std::collections::{HashMap, HashSet};

use super::spoken::{self, Shown};
use crate::inventory::Inventory;
use crate::inventory::hide::remove;
use crate::inventory::path::AttributePath;
use crate::inventory::relations;
use crate::inventory::unknown::{Unknown, UnknownKind};
use crate::inventory::value::Value;

/// Attribute by attribute: the satellite types whose state it repeats.
const ECHOES: &[(&str, &str, &str)] = &[
    ("aws_s3_bucket", "acl", "aws_s3_bucket_acl"),
    ("aws_s3_bucket", "grant", "aws_s3_bucket_acl"),
    ("aws_s3_bucket", "lifecycle_rule", "aws_s3_bucket_lifecycle_configuration"),
    ("aws_s3_bucket", "logging", "aws_s3_bucket_logging"),
    ("aws_s3_bucket", "object_lock_configuration", "aws_s3_bucket_object_lock_configuration"),
    ("aws_s3_bucket", "policy", "aws_s3_bucket_policy"),
    ("aws_s3_bucket", "replication_configuration", "aws_s3_bucket_replication_configuration"),
    ("aws_s3_bucket", "server_side_encryption_configuration", "aws_s3_bucket_server_side_encryption_configuration"),
    ("aws_s3_bucket", "versioning", "aws_s3_bucket_versioning"),
    ("aws_route_table", "route", "aws_route"),
    ("aws_default_route_table", "route", "aws_route"),
    ("aws_security_group", "ingress", "aws_security_group_rule"),
    ("aws_security_group", "ingress", "aws_vpc_security_group_ingress_rule"),
    ("aws_default_security_group", "ingress", "aws_security_group_rule"),
    ("aws_default_security_group", "ingress", "aws_vpc_security_group_ingress_rule"),
    ("aws_ec2_managed_prefix_list", "entry", "aws_ec2_managed_prefix_list_entry"),
    ("aws_network_acl", "ingress", "aws_network_acl_rule"),
    ("aws_default_network_acl", "ingress", "aws_network_acl_rule"),
];

/// A satellite that the plan destroys, or what it changes it from.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The satellite's type.
    pub kind: String,
    /// The value by which it points to its owner, where its prior state shows it.
    pub owner: Option<String>,
    /// The entries that it stood for.
    pub said: Vec<String>,
}

/// Takes the echoes out of every resource that has, or had, the satellite that speaks for them. `set(position, attribute)`: the
/// configuration itself sets the attribute, so that it is no echo.
pub fn yield_to_satellites(inventory: &mut Inventory, leaving: &[Leaving], set: impl Fn(usize, &str) -> bool) {
    let exists: HashSet<&str> = inventory.resources.iter().map(|resource| &*resource.address).collect();
    let mut owned: HashMap<(String, &str), HashSet<String>> = HashMap::new();
    let mut loose: HashMap<(&str, &str), String> = HashMap::new();
    for resource in &inventory.resources {
        for relation in relations::from(&resource.kind).iter().filter(|relation| relation.part == relations::Part::OfTarget) {
            for place in crate::inventory::parts::places(relation, resource) {
                match resource.resolved(&place, |address| exists.contains(address)) {
                    Some(links) => {
                        let said = spoken::keys(relation.from, &resource.values).unwrap_or_default();
                        for link in links {
                            owned.entry((link.to.to_string(), relation.from)).or_default().extend(said.iter().cloned());
                        }
                    }
                    None if resource.unknown.above(&place).is_some() => {
                        let reason =
                            format!("{} may stand for it, and `{place}` of that could not be resolved", resource.address);
                        loose.extend(relation.to.iter().map(|(target, _)| ((*target, relation.from), reason.clone())));
                    }
                    None => {}
                }
            }
        }
    }
    for (position, resource) in inventory.resources.iter_mut().enumerate() {
        for (_, attribute, satellite) in ECHOES.iter().filter(|(kind, ..)| *kind == &*resource.kind) {
            let path = AttributePath::attribute(attribute);
            let shown = path.get(&resource.values).is_some_and(|value| !matches!(value, Value::Null));
            if !shown || set(position, attribute) {
                continue;
            }
            let mut said = owned.get(&(resource.address.to_string(), *satellite)).cloned();
            for leaving in leaving.iter().filter(|leaving| leaving.kind == *satellite) {
                let is_owner = |owner: &String| {
                    relations::keys(&resource.kind)
                        .iter()
                        .any(|key| AttributePath::attribute(key).get(&resource.values) == Some(&Value::from(owner.as_str())))
                };
                if leaving.owner.as_ref().is_none_or(is_owner) {
                    said.get_or_insert_default().extend(leaving.said.iter().cloned());
                }
            }
            if let Some(said) = said {
                let shown = path.get(&resource.values).filter(|_| spoken::keys(satellite, &Value::Null).is_some());
                let shown = shown.map(|shown| Shown::of(satellite, shown, &said)).unwrap_or_default();
                if shown.more {
                    // Somebody else made the rest, and the plan lets it be. It keeps its places.
                    for place in shown.spoken {
                        let place: AttributePath = path.segments().iter().chain(place.segments()).cloned().collect();
                        remove(&mut resource.values, place.segments());
                        resource.links.remove(&place);
                    }
                } else {
                    remove(&mut resource.values, path.segments());
                    resource.unknown.mark(path, UnknownKind::Unset);
                }
            } else if let Some(reason) = loose.get(&(&*resource.kind, satellite)) {
                remove(&mut resource.values, path.segments());
                resource.unknown.mark(path, Unknown { kind: UnknownKind::Link, reason: reason.as_str().into() });
            }
        }
    }
}
