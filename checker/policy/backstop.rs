//! The backstop: a subject that no policy denied passes only if everything the policy reads about it is known.

use std::collections::HashMap;

use super::metadata::Metadata;
use crate::inventory::parts::{Parts, closure};
use crate::inventory::path::AttributePath;
use crate::inventory::relations::{self, Part};
use crate::inventory::unknown::{UnknownKind, parts_of};
use crate::inventory::{Inventory, Kind, links};

/// What is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The resource, by its position.
    pub at: usize,
    /// The path.
    pub path: AttributePath,
    /// Why.
    pub reason: String,
}

/// Looks for gaps in one inventory.
pub struct Backstop<'b> {
    inventory: &'b Inventory,
    parts: &'b Parts,
    by_address: HashMap<&'b str, usize>,
}

impl<'b> Backstop<'b> {
    /// A backstop for an inventory.
    pub fn new(inventory: &'b Inventory, parts: &'b Parts) -> Self {
        Self { inventory, parts, by_address: inventory.by_address() }
    }

    /// The first gap, by address and path, in what the policy reads about a subject and its parts.
    pub fn gap(&self, policy: &Metadata, subject: usize) -> Option<Gap> {
        if policy.needs_region() && self.inventory.resources[subject].region.is_none() {
            let reason = match self.inventory.kind {
                Kind::Plan => "no attribute, ARN or constant of its provider tells it; what is computed there, --source DIR may",
                Kind::Snapshot => "the snapshot does not tell it",
            };
            return Some(Gap { at: subject, path: AttributePath::attribute("region"), reason: reason.to_owned() });
        }
        let mut first: Option<Gap> = None;
        closure(self.parts, subject, |at| {
            if let Some(gap) = self.gap_of(policy, at)
                && first.as_ref().is_none_or(|first| gap < *first)
            {
                first = Some(gap);
            }
        });
        first
    }

    fn gap_of(&self, policy: &Metadata, at: usize) -> Option<Gap> {
        let resource = &self.inventory.resources[at];
        let patterns = policy.reads.get(&*resource.kind)?;
        let unknown = &self.parts.unknown[at];
        let short = relations::satellites(&resource.kind)
            .iter()
            .filter(|kind| policy.reads.contains_key(**kind))
            .find_map(|kind| unknown.above(&parts_of(kind)));
        if let Some((path, entry)) = short {
            return Some(Gap { at, path: path.clone(), reason: entry.reason.to_string() });
        }
        for pattern in patterns {
            let named =
                |list: &[(String, AttributePath)]| list.iter().any(|(kind, path)| *kind == *resource.kind && path == pattern);
            if named(&policy.decides) {
                continue;
            }
            let unset_is_absent = named(&policy.unset);
            let gap = unknown.iter().find(|(path, entry)| {
                pattern.touches(path)
                    && !(entry.kind == UnknownKind::Unset && unset_is_absent)
                    && resource.resolved(path, |address| self.by_address.contains_key(address)).is_none()
            });
            if let Some((path, entry)) = gap {
                return Some(Gap { at, path: path.clone(), reason: entry.reason.to_string() });
            }
            if let Some(path) = self.unlinked(policy, at, pattern) {
                let reason = "points to something that is not in the inventory".to_owned();
                return Some(Gap { at, path, reason });
            }
        }
        None
    }

    /// A known value at `pattern` that names a component which the policy reads, and which is not there.
    fn unlinked(&self, policy: &Metadata, at: usize, pattern: &AttributePath) -> Option<AttributePath> {
        let resource = &self.inventory.resources[at];
        let relation = relations::from(&resource.kind).iter().find(|relation| {
            relation.part == Part::OfSource
                && relation.attribute == *pattern
                && relation.to.iter().any(|(kind, _)| policy.reads.contains_key(*kind))
        })?;
        let known = links::matches(&relation.attribute, &resource.values).into_iter().filter(|(path, value)| {
            crate::inventory::value::text(value).is_some_and(|text| !text.is_empty()) && resource.unknown.above(path).is_none()
        });
        known
            .map(|(path, _)| path)
            .find(|path| resource.resolved(path, |address| self.by_address.contains_key(address)).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::sample::{inventory, resource};
    use crate::inventory::{Certainty, Resource};
    use crate::policy::files::File;
    use serde_json::json;

    const POLICY: &str = "# METADATA
# title: t
# description: d
# custom:
#   id: a/b
#   severity: low
#   on: [plan]
#   scopes: [\"*\"]
#   subjects: [aws_db_instance, aws_s3_bucket]
#   reads:
#     aws_db_instance: [db_subnet_group_name, publicly_accessible, engine, kms_key_id, vpc_security_group_ids]
#     aws_db_subnet_group: [\"subnet_ids[]\", engine]
#     aws_subnet: [kms_key_id]
#     aws_s3_bucket: [bucket]
#     aws_s3_bucket_versioning: [bucket]
#   unset:
#     aws_db_instance.engine: absent
#     aws_subnet.kms_key_id: absent
#   decides:
#     aws_db_instance.publicly_accessible: because
#     aws_subnet.kms_key_id: because
#   controls: {}
#   remediation: r
package policies.a.b
";

    /// The gap of the resource at `subject`, as `ADDRESS PATH`.
    fn gap(subject: &str, resources: Vec<Resource>) -> Option<String> {
        let policy = Metadata::read(&File { path: "a/b/policy.rego".into(), text: POLICY.into() }, None).expect("metadata");
        let inventory = inventory(resources);
        let parts = Parts::join(&inventory);
        let subject = inventory.by_address()[subject];
        let gap = Backstop::new(&inventory, &parts).gap(&policy, subject)?;
        Some(format!("{} {}", inventory.resources[gap.at].address, gap.path))
    }

    fn database() -> Resource {
        resource("aws_db_instance.d", json!({}))
    }

    fn gap_of(database: Resource) -> Option<String> {
        gap("aws_db_instance.d", vec![database])
    }

    #[test]
    fn what_is_read_and_not_known_is_a_gap() {
        assert_eq!(gap_of(database()), None);
        assert_eq!(
            gap_of(database().not_knowing("kms_key_id", UnknownKind::AfterApply)),
            Some("aws_db_instance.d kms_key_id".into())
        );
        assert_eq!(gap_of(database().not_knowing("kms_key_id", UnknownKind::Unset)), Some("aws_db_instance.d kms_key_id".into()));
        assert_eq!(gap_of(database().not_knowing("name", UnknownKind::AfterApply)), None, "it is not read");
        // What the policy decides itself is no gap, nor is what is unset where that means absent; each for its own type and path.
        assert_eq!(gap_of(database().not_knowing("publicly_accessible", UnknownKind::AfterApply)), None);
        assert_eq!(gap_of(database().not_knowing("engine", UnknownKind::Unset)), None);
        assert_eq!(gap_of(database().not_knowing("engine", UnknownKind::AfterApply)), Some("aws_db_instance.d engine".into()));
    }

    #[test]
    fn what_is_unknown_and_linked_is_no_gap_while_the_link_is_resolved() {
        let linked = |to: &str| {
            let database = database().not_knowing("db_subnet_group_name", UnknownKind::AfterApply);
            let database = database.linked("db_subnet_group_name", to, Certainty::Certain);
            gap("aws_db_instance.d", vec![database, resource("aws_db_subnet_group.g", json!({}))])
        };
        assert_eq!(linked("aws_db_subnet_group.g"), None);
        assert_eq!(linked("aws_db_subnet_group.gone"), Some("aws_db_instance.d db_subnet_group_name".into()));
    }

    #[test]
    fn a_name_of_a_component_that_is_not_there_is_a_gap() {
        let named = |attribute: &str, value: serde_json::Value| gap_of(resource("aws_db_instance.d", json!({attribute: value})));
        assert_eq!(named("db_subnet_group_name", json!("g")), Some("aws_db_instance.d db_subnet_group_name".into()));
        assert_eq!(named("db_subnet_group_name", json!("")), None);
        assert_eq!(named("kms_key_id", json!("k")), None, "it points to nothing that is read");
        // Which relations count: those of a component, at this path, of a type that the policy reads.
        assert_eq!(named("replicate_source_db", json!("d")), None);
        assert_eq!(gap("aws_s3_bucket_versioning.v", vec![resource("aws_s3_bucket_versioning.v", json!({"bucket": "b"}))]), None);
        let subnet = resource("aws_subnet.s", json!({"vpc_id": "vpc-1"}));
        assert_eq!(gap("aws_subnet.s", vec![subnet]), None);
        let redacted = resource("aws_db_subnet_group.g", json!({"subnet_ids": ["s", "t"]}))
            .not_knowing("subnet_ids[0]", UnknownKind::Redacted)
            .linked("subnet_ids[0]", "aws_subnet.s", Certainty::Certain);
        let there = resource("aws_subnet.s", json!({}));
        assert_eq!(gap("aws_db_subnet_group.g", vec![redacted, there]), Some("aws_db_subnet_group.g subnet_ids[1]".into()));
    }

    #[test]
    fn a_satellite_that_may_be_missing_is_a_gap() {
        let loose = resource("aws_s3_bucket_versioning.v", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        let bucket = resource("aws_s3_bucket.b", json!({"bucket": "b"}));
        let found = gap("aws_s3_bucket.b", vec![bucket.clone(), loose.clone()]);
        assert_eq!(found, Some("aws_s3_bucket.b parts.aws_s3_bucket_versioning".into()));
        let unread = resource("aws_s3_bucket_policy.p", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        assert_eq!(gap("aws_s3_bucket.b", vec![bucket, unread]), None);
    }

    #[test]
    fn a_region_is_looked_for_where_it_is_read_and_of_the_subject_alone() {
        let region = |decides: &str, resource: Resource| {
            let text = POLICY.replace("  reads:\n", "  reads:\n#     \"*\": [region]\n").replace("  decides:\n", decides);
            assert_ne!(text, POLICY);
            let policy = Metadata::read(&File { path: "a/b/policy.rego".into(), text }, None).expect("metadata");
            let inventory = inventory(vec![resource, resource_somewhere(None)]);
            let parts = Parts::join(&inventory);
            let gap = Backstop::new(&inventory, &parts).gap(&policy, inventory.by_address()["aws_db_instance.d"]);
            gap.map(|gap| gap.path.to_string())
        };
        fn resource_somewhere(region: Option<&str>) -> Resource {
            Resource { region: region.map(str::to_owned), ..resource("aws_db_subnet_group.g", json!({})) }
        }
        let somewhere = || Resource { region: Some("eu-central-1".into()), ..database() };
        let reads = "  decides:\n";
        let decided = "  decides:\n#     \"*.region\": because\n";
        assert_eq!(region(reads, database()), Some("region".into()));
        assert_eq!(region(decided, database()), None);
        assert_eq!(region(reads, somewhere()), None);
        let in_group = somewhere().linked("db_subnet_group_name", "aws_db_subnet_group.g", Certainty::Certain);
        assert_eq!(region(reads, in_group), None);
        assert_eq!(gap_of(database()), None);
    }

    #[test]
    fn the_first_gap_of_the_subject_and_its_parts_is_given() {
        let group = |name: &str| {
            let group = resource(&format!("aws_db_subnet_group.{name}"), json!({}));
            group.not_knowing("engine", UnknownKind::AfterApply)
        };
        let known = resource("aws_db_instance.d", json!({"db_subnet_group_name": "g"}));
        let known = known.linked("db_subnet_group_name", "aws_db_subnet_group.g", Certainty::Certain);
        assert_eq!(gap("aws_db_instance.d", vec![known.clone(), group("g")]), Some("aws_db_subnet_group.g engine".into()));
        let both = known.not_knowing("kms_key_id", UnknownKind::AfterApply);
        assert_eq!(gap("aws_db_instance.d", vec![both, group("g")]), Some("aws_db_instance.d kms_key_id".into()));
        // By address, even where a part comes before what carries it.
        let last = resource("aws_db_subnet_group.z", json!({"subnet_ids": ["a"]}))
            .linked("subnet_ids[0]", "aws_db_instance.a", Certainty::Certain)
            .not_knowing("engine", UnknownKind::AfterApply);
        let first = resource("aws_db_instance.a", json!({})).not_knowing("kms_key_id", UnknownKind::AfterApply);
        assert_eq!(gap("aws_db_subnet_group.z", vec![last, first]), Some("aws_db_instance.a kms_key_id".into()));
    }
}
