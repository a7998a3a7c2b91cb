//! Parts: satellites and components joined to their resource before a policy sees it, and what may be missing from them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::links::matches;
use super::path::AttributePath;
use super::relations::{self, Part, Relation};
use super::unknown::{Unknown, UnknownKind, Unknowns, parts_of};
use super::value::{Value, text};
use super::{Inventory, Kind, Mode, Resource};

/// The parts of every resource of an inventory, by position.
#[derive(Debug, Default)]
pub struct Parts {
    /// `of[r][TYPE]`: the positions of r's parts.
    pub of: Vec<BTreeMap<Arc<str>, Vec<usize>>>,
    /// What is not known about each resource, with what may be missing from its parts.
    pub unknown: Vec<Unknowns>,
}

/// A satellite whose owner could not be resolved.
struct Loose<'i> {
    scope: &'i str,
    reason: String,
    /// The owner's key as the satellite holds it: only an owner whose own key is unknown can be meant.
    known_key: bool,
}

impl Parts {
    /// Joins the inventory.
    pub fn join(inventory: &Inventory) -> Self {
        let by_address = inventory.by_address();
        let mut of: Vec<BTreeMap<Arc<str>, Vec<usize>>> = vec![BTreeMap::new(); inventory.resources.len()];
        let mut loose: HashMap<(&str, &str), Vec<Loose<'_>>> = HashMap::new();
        for (position, resource) in inventory.resources.iter().enumerate() {
            for relation in relations::from(&resource.kind).iter().filter(|relation| relation.part != Part::None) {
                for place in places(relation, resource) {
                    let links = resource.resolved(&place, |address| by_address.contains_key(address));
                    for target in links.unwrap_or_default().iter().map(|link| by_address[&*link.to]) {
                        let target_kind = &inventory.resources[target].kind;
                        match relation.part {
                            Part::OfTarget => of[target].entry(Arc::clone(&resource.kind)).or_default().push(position),
                            Part::OfSource => of[position].entry(Arc::clone(target_kind)).or_default().push(target),
                            Part::None => {}
                        }
                    }
                    if links.is_none() && relation.part == Part::OfTarget {
                        let known_key = resource.unknown.above(&place).is_none() && !resource.links.contains_key(&place);
                        for (target, _) in relation.to {
                            loose.entry((target, relation.from)).or_default().push(Loose {
                                scope: &resource.scope,
                                reason: format!("`{place}` of {} could not be resolved", resource.address),
                                known_key,
                            });
                        }
                    }
                }
            }
        }
        for parts in of.iter_mut().flat_map(BTreeMap::values_mut) {
            parts.sort_unstable();
            parts.dedup();
        }
        let unknown = inventory.resources.iter().map(|resource| unknowns(inventory, resource, &loose)).collect();
        Self { of, unknown }
    }
}

/// What is not known about a resource, with a mark for every kind of satellite of which one may be missing.
fn unknowns(inventory: &Inventory, resource: &Resource, loose: &HashMap<(&str, &str), Vec<Loose<'_>>>) -> Unknowns {
    let mut unknown = resource.unknown.clone();
    let key_unknown = || relations::keys(&resource.kind).iter().any(|key| may_be_known_already(resource, key));
    // In an account a satellite without a name or tags has another scope than what it belongs to.
    let in_reach = |scope: &str| inventory.kind == Kind::Snapshot || scope == &*resource.scope;
    for satellite in relations::satellites(&resource.kind) {
        let reason = inventory
            .incomplete(&resource.scope, satellite)
            .map(|reason| (UnknownKind::Unreadable, format!("the list of {satellite} may be short: {reason}")))
            .or_else(|| {
                loose
                    .get(&(&*resource.kind, satellite))?
                    .iter()
                    .find(|loose| in_reach(loose.scope) && (!loose.known_key || key_unknown()))
                    .map(|loose| (UnknownKind::Link, loose.reason.clone()))
            });
        if let Some((kind, reason)) = reason {
            unknown.mark(parts_of(satellite), Unknown { kind, reason: reason.into() });
        }
    }
    unknown
}

/// The key is not known, and may be one that something else holds already: AWS makes an id up when it makes the resource.
fn may_be_known_already(resource: &Resource, key: &str) -> bool {
    let made_up = resource.mode == Mode::Managed && (key == "id" || key.ends_with("_id"));
    resource
        .unknown
        .above(&AttributePath::attribute(key))
        .is_some_and(|(_, entry)| !(made_up && matches!(entry.kind, UnknownKind::AfterApply | UnknownKind::Unset)))
}

/// The places of a resource in which a relation's attribute stands: with a value that is not null, or unknown.
pub fn places(relation: &Relation, resource: &Resource) -> Vec<AttributePath> {
    let pattern = &relation.attribute;
    let mut places: Vec<AttributePath> = matches(pattern, &resource.values)
        .into_iter()
        .filter(|(path, value)| text(value).is_some_and(|value| !value.is_empty()) && resource.unknown.above(path).is_none())
        .map(|(path, _)| path)
        .collect();
    places.extend(resource.unknown.iter().map(|(path, _)| path).filter(|path| pattern.touches(path)).cloned());
    places
}

/// Every resource of `roots` and all their parts, each once.
pub fn closure(parts: &Parts, root: usize, mut visit: impl FnMut(usize)) {
    let mut seen = std::collections::HashSet::from([root]);
    let mut open = vec![root];
    while let Some(position) = open.pop() {
        visit(position);
        open.extend(parts.of[position].values().flatten().copied().filter(|part| seen.insert(*part)));
    }
}

/// The documents of all resources, each with its parts inside.
pub fn documents(inventory: &Inventory, parts: &Parts, document: impl Fn(usize, Value) -> Value) -> Vec<Value> {
    let mut builder = Builder { parts, document: &document, done: vec![None; inventory.resources.len()] };
    (0..inventory.resources.len()).map(|position| builder.build(position, &mut Vec::new()).0).collect()
}

struct Builder<'b, F> {
    parts: &'b Parts,
    document: &'b F,
    done: Vec<Option<Value>>,
}

impl<F: Fn(usize, Value) -> Value> Builder<'_, F> {
    /// Builds one document, and says whether something in it was cut: `open` are the resources around it, so that a circle (a replica
    /// of its own replica) ends.
    fn build(&mut self, position: usize, open: &mut Vec<usize>) -> (Value, bool) {
        if let Some(done) = &self.done[position] {
            return (done.clone(), false);
        }
        let parts = self.parts;
        open.push(position);
        let mut cut = false;
        let inner: Vec<(Value, Value)> = parts.of[position]
            .iter()
            .map(|(kind, members)| {
                let mut list = Vec::with_capacity(members.len());
                for &member in members {
                    let (part, short) = if open.contains(&member) {
                        ((self.document)(member, Value::new_object()), true)
                    } else {
                        self.build(member, open)
                    };
                    cut |= short;
                    list.push(part);
                }
                (Value::String(Arc::clone(kind)), Value::from(list))
            })
            .collect();
        open.pop();
        let built = (self.document)(position, super::value::object(inner));
        // Where a circle is cut depends on what stands around it.
        if !cut {
            self.done[position] = Some(built.clone());
        }
        (built, cut)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::super::Certainty;
    use super::super::sample::{inventory, path, resource};
    use super::super::value::entry;
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const LOCK: &str = "aws_s3_bucket_versioning";

    fn bucket(name: &str) -> Resource {
        resource(&format!("aws_s3_bucket.{name}"), json!({"bucket": name}))
    }

    fn versioning(bucket: &str) -> Resource {
        resource("aws_s3_bucket_versioning.v", json!({"bucket": bucket}))
    }

    /// What may be missing of a bucket's versionings, by bucket.
    fn short(resources: Vec<Resource>) -> Vec<(String, Option<UnknownKind>)> {
        let inventory = inventory(resources);
        let parts = Parts::join(&inventory);
        let buckets = inventory.resources.iter().zip(&parts.unknown).filter(|(resource, _)| &*resource.kind == "aws_s3_bucket");
        buckets
            .map(|(bucket, unknown)| (bucket.name.to_string(), unknown.above(&parts_of(LOCK)).map(|(_, entry)| entry.kind)))
            .collect()
    }

    #[test]
    fn a_satellite_is_a_part_of_what_it_points_to() {
        let linked = versioning("a").linked("bucket", "aws_s3_bucket.a", Certainty::Certain);
        let inventory = inventory(vec![bucket("a"), bucket("b"), linked.clone()]);
        let parts = Parts::join(&inventory);
        assert_eq!(parts.of[0].get(LOCK), Some(&vec![2]));
        assert!(parts.of[1].is_empty() && parts.of[2].is_empty());
        assert_eq!(short(vec![bucket("a"), bucket("b"), linked]), [("a".into(), None), ("b".into(), None)]);
    }

    #[test]
    fn a_component_is_a_part_of_what_points_to_it() {
        let cluster = resource("aws_rds_cluster.c", json!({}));
        let member = resource("aws_rds_cluster_instance.m", json!({"cluster_identifier": "c"})).linked(
            "cluster_identifier",
            "aws_rds_cluster.c",
            Certainty::Certain,
        );
        let parts = Parts::join(&inventory(vec![cluster, member]));
        assert!(parts.of[0].is_empty());
        assert_eq!(parts.of[1].get("aws_rds_cluster"), Some(&vec![0]));
    }

    #[test]
    fn a_satellite_of_an_unknown_owner_may_belong_to_any_of_its_scope() {
        let loose = resource("aws_s3_bucket_versioning.v", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        let elsewhere = bucket("c").of("staging");
        let found = short(vec![bucket("a"), bucket("b"), elsewhere, loose]);
        assert_eq!(found, [("a".into(), Some(UnknownKind::Link)), ("b".into(), Some(UnknownKind::Link)), ("c".into(), None)]);
    }

    #[test]
    fn a_satellite_that_names_its_owner_belongs_to_one_whose_name_is_not_known() {
        let nameless = resource("aws_s3_bucket.n", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        let elsewhere = nameless.clone().of("staging");
        let elsewhere = Resource { address: "aws_s3_bucket.o".into(), name: "o".into(), ..elsewhere };
        let found = short(vec![bucket("a"), nameless, elsewhere, versioning("z")]);
        assert_eq!(found, [("a".into(), None), ("n".into(), Some(UnknownKind::Link)), ("o".into(), None)]);
        // A link that leads nowhere says nothing about the owner's name.
        let astray = versioning("z").linked("bucket", "aws_s3_bucket.gone", Certainty::Certain);
        assert_eq!(short(vec![bucket("a"), astray]), [("a".into(), Some(UnknownKind::Link))]);
    }

    /// A group is called by an id that AWS makes up: what names one already does not mean a group that is yet to be made.
    #[test]
    fn a_satellite_that_names_an_id_does_not_belong_to_what_is_yet_to_be_made() {
        let rule = resource("aws_security_group_rule.r", json!({"security_group_id": "sg-1"}));
        let short = |group: Resource| {
            let parts = Parts::join(&inventory(vec![group, rule.clone()]));
            parts.unknown[0].above(&parts_of("aws_security_group_rule")).is_some()
        };
        let group = || resource("aws_security_group.g", json!({}));
        assert!(!short(group().not_knowing("id", UnknownKind::AfterApply)));
        assert!(!short(group().not_knowing("id", UnknownKind::Unset)));
        assert!(short(group().not_knowing("id", UnknownKind::Hidden)));
        let read = Resource { mode: Mode::Data, ..group() };
        assert!(short(read.not_knowing("id", UnknownKind::AfterApply)));
        // A VPC's own group has no other name either.
        let vpc = resource("aws_default_vpc.v", json!({"id": "vpc-1"}));
        assert!(!short(vpc.clone().not_knowing("default_security_group_id", UnknownKind::Unset)));
        assert!(short(vpc.not_knowing("default_security_group_id", UnknownKind::Denied)));
    }

    #[test]
    fn in_an_account_a_satellite_has_a_scope_of_its_own() {
        let loose = resource("aws_s3_bucket_versioning.v", json!({})).not_knowing("bucket", UnknownKind::Denied).of("unassigned");
        let mut inventory = inventory(vec![bucket("a"), loose]);
        let short = |inventory: &Inventory| Parts::join(inventory).unknown[0].above(&parts_of(LOCK)).is_some();
        assert!(!short(&inventory));
        inventory.kind = Kind::Snapshot;
        assert!(short(&inventory));
    }

    #[test]
    fn a_list_that_is_not_complete_may_be_short() {
        let mut inventory = inventory(vec![bucket("a")]);
        let scope = inventory.scopes.get_mut("production").expect("the scope");
        scope.complete.by_type.insert(LOCK.to_owned(), "denied".to_owned());
        let parts = Parts::join(&inventory);
        let (_, entry) = parts.unknown[0].above(&parts_of(LOCK)).expect("an entry");
        assert_eq!(
            (entry.kind, &*entry.reason),
            (UnknownKind::Unreadable, "the list of aws_s3_bucket_versioning may be short: denied")
        );
    }

    #[test]
    fn a_place_holds_a_text_or_is_unknown() {
        let relation = &relations::from("aws_db_subnet_group")[0];
        let group = resource("aws_db_subnet_group.g", json!({"subnet_ids": ["subnet-1", "", null, "(redacted)", null]}))
            .not_knowing("subnet_ids[3]", UnknownKind::Redacted)
            .not_knowing("subnet_ids[4]", UnknownKind::AfterApply)
            .not_knowing("name", UnknownKind::AfterApply);
        assert_eq!(places(relation, &group), [path("subnet_ids[0]"), path("subnet_ids[3]"), path("subnet_ids[4]")]);
    }

    /// The document of `at` by its definition: what is already open is cut.
    fn defined(parts: &Parts, at: usize, open: &[usize]) -> Value {
        let open: Vec<usize> = open.iter().copied().chain([at]).collect();
        let inner = parts.of[at].iter().map(|(kind, members)| {
            let list: Vec<Value> = members
                .iter()
                .map(
                    |member| {
                        if open.contains(member) { leaf(*member, Value::new_object()) } else { defined(parts, *member, &open) }
                    },
                )
                .collect();
            (Value::String(Arc::clone(kind)), Value::from(list))
        });
        leaf(at, super::super::value::object(inner))
    }

    fn leaf(at: usize, parts: Value) -> Value {
        super::super::value::object([("at", Value::from(at)), ("parts", parts)])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        /// Circles and shared parts give the documents that the definition gives.
        #[test]
        fn a_document_holds_its_parts(edges in proptest::collection::btree_set((0usize..5, 0usize..5), 0..9)) {
            let inventory = inventory((0..5).map(|at| resource(&format!("a.r{at}"), json!({}))).collect());
            let mut parts = Parts { of: vec![BTreeMap::new(); 5], unknown: Vec::new() };
            for (from, to) in edges {
                parts.of[from].entry("a".into()).or_default().push(to);
            }
            let built = documents(&inventory, &parts, leaf);
            for (at, document) in built.iter().enumerate() {
                prop_assert_eq!(document, &defined(&parts, at, &[]));
            }
        }
    }

    #[test]
    fn a_shared_part_is_built_once() {
        let inventory = inventory((0..4).map(|at| resource(&format!("a.r{at}"), json!({}))).collect());
        let below = |list: &[usize]| BTreeMap::from([(Arc::from("a"), list.to_vec())]);
        let parts = Parts { of: vec![below(&[1, 2]), below(&[3]), below(&[3]), BTreeMap::new()], unknown: Vec::new() };
        let built = RefCell::new(Vec::new());
        let documents = documents(&inventory, &parts, |at, parts| {
            built.borrow_mut().push(at);
            leaf(at, parts)
        });
        assert_eq!(*built.borrow(), [3, 1, 2, 0]);
        let inner = entry(&documents[0], "parts").and_then(|parts| entry(parts, "a")).and_then(|list| list.as_array().ok());
        assert_eq!(inner.map(|list| list.len()), Some(2));
    }
}
