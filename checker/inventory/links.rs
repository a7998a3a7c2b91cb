//! Links by value: an attribute that holds the name, id or ARN of another resource points to it.

use std::collections::HashMap;
use std::sync::Arc;

use super::path::{AttributePath, Segment};
use super::relations::{self, Relation};
use super::value::{Value, text};
use super::{Certainty, Inventory, Kind, Link};

/// Adds the links that known values give. Links that are there already, from references, stand.
pub fn by_value(inventory: &mut Inventory) {
    let found: Vec<Vec<(AttributePath, Vec<Link>)>> = {
        let index = Index::new(inventory);
        inventory
            .resources
            .iter()
            .map(|resource| {
                let mut links = Vec::new();
                for relation in relations::from(&resource.kind) {
                    for (path, value) in matches(&relation.attribute, &resource.values) {
                        if resource.links.contains_key(&path) || resource.unknown.above(&path).is_some() {
                            continue;
                        }
                        let targets = text(value).map_or(Vec::new(), |value| index.find(relation, key(value), &resource.scope));
                        if !targets.is_empty() {
                            links.push((path, targets));
                        }
                    }
                }
                links
            })
            .collect()
    };
    for (resource, links) in inventory.resources.iter_mut().zip(found) {
        resource.links.extend(links);
    }
}

/// What a value is looked up by: itself, or of the ARN of a bucket the name, which is all that it says.
fn key(value: &str) -> &str {
    match value.strip_prefix("arn:").and_then(|rest| rest.split_once(":s3:::")) {
        Some((_, name)) if !name.contains('/') => name,
        _ => value,
    }
}

/// The places of `values` that the pattern names, each with its value.
pub fn matches<'v>(pattern: &AttributePath, values: &'v Value) -> Vec<(AttributePath, &'v Value)> {
    let mut places = vec![(AttributePath::default(), values)];
    for segment in pattern.segments() {
        places = places
            .into_iter()
            .flat_map(|(path, value)| match (segment, value) {
                (Segment::Any, Value::Array(list)) => {
                    list.iter().enumerate().map(|(at, value)| (path.join(Segment::Index(at)), value)).collect()
                }
                (Segment::Any, _) => Vec::new(),
                (step, value) => {
                    let one: AttributePath = std::iter::once(step.clone()).collect();
                    one.get(value).map(|value| (path.join(step.clone()), value)).into_iter().collect::<Vec<_>>()
                }
            })
            .collect();
    }
    places
}

/// The resources that can be pointed to, by type and key value.
struct Index<'i> {
    by_key: HashMap<(&'i str, &'i str, &'i str), Vec<usize>>,
    inventory: &'i Inventory,
}

/// No two accounts have the same: an id, an ARN, the name of a bucket.
fn given_out_once(key: &str) -> bool {
    key == "id" || key.ends_with("_id") || key.contains("arn") || key == "bucket"
}

impl<'i> Index<'i> {
    fn one_account(&self) -> bool {
        self.inventory.kind == Kind::Snapshot
    }

    fn new(inventory: &'i Inventory) -> Self {
        let mut by_key: HashMap<_, Vec<usize>> = HashMap::new();
        for (position, resource) in inventory.resources.iter().enumerate() {
            for key in relations::keys(&resource.kind) {
                let path = AttributePath::attribute(key);
                if resource.unknown.above(&path).is_some() {
                    continue;
                }
                if let Some(value) = path.get(&resource.values).and_then(text) {
                    by_key.entry((&*resource.kind, *key, value)).or_default().push(position);
                }
            }
        }
        Self { by_key, inventory }
    }

    /// What `value` points to: the first type of the relation that has it wins (a default route table before its VPC). Resources of
    /// the same scope come before those of others; several that are left are ambiguous. The plans of two scopes may be of two accounts:
    /// from one to the other only what AWS gives out once leads, no name.
    fn find(&self, relation: &Relation, value: &str, scope: &str) -> Vec<Link> {
        for (kind, keys) in relation.to {
            let found = keys.iter().flat_map(|key| {
                let positions = self.by_key.get(&(*kind, *key, value)).into_iter().flatten().copied();
                positions.filter(|&at| self.one_account() || given_out_once(key) || &*self.inventory.resources[at].scope == scope)
            });
            let mut positions: Vec<usize> = found.collect();
            positions.sort_unstable();
            positions.dedup();
            let same_scope: Vec<usize> =
                positions.iter().copied().filter(|&at| &*self.inventory.resources[at].scope == scope).collect();
            let candidates = if same_scope.is_empty() { positions } else { same_scope };
            if !candidates.is_empty() {
                let certainty = if candidates.len() == 1 { Certainty::Certain } else { Certainty::Ambiguous };
                return candidates
                    .into_iter()
                    .map(|at| Link { to: Arc::clone(&self.inventory.resources[at].address), certainty })
                    .collect();
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Resource;
    use super::super::sample::{inventory, path, resource};
    use super::super::unknown::UnknownKind;
    use super::*;
    use serde_json::json;

    /// The links of `aws_subnet.s`, with `subnet` for it.
    fn links(subnet: Resource, others: Vec<Resource>) -> Vec<(String, String, Certainty)> {
        let mut inventory = inventory(others.into_iter().chain([subnet]).collect());
        by_value(&mut inventory);
        let subnet = inventory.resources.iter().find(|resource| &*resource.address == "aws_subnet.s").expect("the subnet");
        let all = subnet.links.iter().flat_map(|(path, links)| links.iter().map(move |link| (path, link)));
        all.map(|(path, link)| (path.to_string(), link.to.to_string(), link.certainty)).collect()
    }

    fn vpc(name: &str, scope: &str) -> Resource {
        resource(&format!("aws_vpc.{name}"), json!({"id": "vpc-1"})).of(scope)
    }

    fn subnet() -> Resource {
        resource("aws_subnet.s", json!({"vpc_id": "vpc-1"}))
    }

    fn to(address: &str, certainty: Certainty) -> (String, String, Certainty) {
        ("vpc_id".into(), address.into(), certainty)
    }

    #[test]
    fn a_value_points_to_what_has_it() {
        let other = resource("aws_vpc.b", json!({"id": "vpc-2"}));
        assert_eq!(links(subnet(), vec![vpc("a", "production"), other.clone()]), [to("aws_vpc.a", Certainty::Certain)]);
        assert_eq!(links(subnet(), vec![other]), []);
        let secret = vpc("a", "production").not_knowing("id", UnknownKind::Redacted);
        assert_eq!(links(subnet(), vec![secret]), []);
    }

    #[test]
    fn the_same_scope_comes_first_and_several_are_ambiguous() {
        assert_eq!(links(subnet(), vec![vpc("a", "edge"), vpc("b", "production")]), [to("aws_vpc.b", Certainty::Certain)]);
        assert_eq!(links(subnet(), vec![vpc("a", "edge")]), [to("aws_vpc.a", Certainty::Certain)]);
        let both = [to("aws_vpc.a", Certainty::Ambiguous), to("aws_vpc.b", Certainty::Ambiguous)];
        assert_eq!(links(subnet(), vec![vpc("a", "production"), vpc("b", "production")]), both);
    }

    /// A name is one of an account's; of which accounts the plans of two scopes are, nobody says.
    #[test]
    fn a_name_leads_to_no_other_scope_of_the_plans() {
        let found = |scope: &str, kind: Kind| {
            let database = resource("aws_db_instance.d", json!({"db_subnet_group_name": "g"}));
            let group = resource("aws_db_subnet_group.g", json!({"name": "g"})).of(scope);
            let mut inventory = Inventory { kind, ..inventory(vec![database, group]) };
            by_value(&mut inventory);
            inventory.resources[0].links.values().flatten().count()
        };
        assert_eq!((found("production", Kind::Plan), found("edge", Kind::Plan), found("edge", Kind::Snapshot)), (1, 0, 1));
    }

    #[test]
    fn a_reference_stands_and_what_is_unknown_points_nowhere() {
        let referring = subnet().linked("vpc_id", "aws_vpc.b", Certainty::Inferred);
        assert_eq!(links(referring, vec![vpc("a", "production")]), [to("aws_vpc.b", Certainty::Inferred)]);
        assert_eq!(links(subnet().not_knowing("vpc_id", UnknownKind::Redacted), vec![vpc("a", "production")]), []);
    }

    #[test]
    fn the_arn_of_a_bucket_is_its_name() {
        let buckets = |value: &str| {
            let configuration = json!({"rule": [{"destination": [{"bucket": value}]}]});
            let mut inventory = inventory(vec![
                resource("aws_s3_bucket.b", json!({"bucket": "b"})),
                resource("aws_s3_bucket_replication_configuration.r", configuration),
            ]);
            by_value(&mut inventory);
            inventory.resources[1].links.values().flatten().map(|link| link.to.to_string()).collect::<Vec<_>>()
        };
        for value in ["b", "arn:aws:s3:::b", "arn:aws-eusc:s3:::b"] {
            assert_eq!(buckets(value), ["aws_s3_bucket.b"], "{value}");
        }
        for value in ["arn:aws:s3:::c", "arn:aws:s3:::b/key", "s3:::b", "arn:aws:sqs:::b", "arn:aws:s3:eu-central-1::b"] {
            assert_eq!(buckets(value), Vec::<String>::new(), "{value}");
        }
    }

    #[test]
    fn a_pattern_names_every_position() {
        let values = Value::from(json!({"a": [{"b": 1}, {"c": 2}, {"b": 3}], "d": 4}));
        let found: Vec<(String, Value)> =
            matches(&path("a[].b"), &values).into_iter().map(|(path, value)| (path.to_string(), value.clone())).collect();
        assert_eq!(found, [("a[0].b".into(), Value::from(1)), ("a[2].b".into(), Value::from(3))]);
        assert!(matches(&path("d[]"), &values).is_empty());
    }

    #[test]
    fn of_an_arn_only_that_of_a_bucket_is_a_name() {
        let keys = ["arn:aws:s3:::b", "arn:aws:s3:::b/key", "arn:aws:sns:eu-central-1:1:t", "vpc-1"].map(key);
        assert_eq!(keys, ["b", "arn:aws:s3:::b/key", "arn:aws:sns:eu-central-1:1:t", "vpc-1"]);
        for (name, once) in [("id", true), ("vpc_id", true), ("arn", true), ("key_arns", true), ("bucket", true), ("name", false)]
        {
            assert_eq!(given_out_once(name), once, "{name}");
        }
    }
}
