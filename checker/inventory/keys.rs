//! Natural keys: by what a resource is the same one in a plan and in an account.

use serde::{Deserialize, Serialize};

use super::path::AttributePath;
use super::relations::{self, Part};
use super::value::text;
use super::{Inventory, Resource};

/// How far a fingerprint reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bridge {
    /// The resource's own key: the same in plan and account.
    Exact,
    /// The key of what it belongs to: the same in plan and account.
    Parent,
    /// An address: only the same in plans of the same code.
    None,
}

/// The attribute that holds a type's key.
const KEYS: &[(&str, &str)] = &[
    ("aws_cloudwatch_log_group", "name"),
    ("aws_db_instance", "identifier"),
    ("aws_db_subnet_group", "name"),
    ("aws_ecs_cluster", "name"),
    ("aws_ecs_task_definition", "family"),
    ("aws_lambda_function", "function_name"),
    ("aws_rds_cluster", "cluster_identifier"),
    ("aws_rds_cluster_instance", "identifier"),
    ("aws_s3_bucket", "bucket"),
];

/// A resource's key, with its type, and how far it reaches.
pub fn natural_key(inventory: &Inventory, resource: &Resource) -> (String, Bridge) {
    if let Some(key) = own_key(resource) {
        return (format!("{}/{key}", resource.kind), Bridge::Exact);
    }
    let parent = relations::from(&resource.kind).iter().filter(|relation| relation.part == Part::OfTarget).find_map(|relation| {
        let link = resource.links.get(&relation.attribute)?.first()?;
        let at = inventory.resources.binary_search_by(|other| other.address.cmp(&link.to)).ok()?;
        let parent = inventory.resources.get(at)?;
        Some(format!("{}/{}/{}", parent.kind, own_key(parent)?, resource.kind))
    });
    parent.map_or_else(|| (resource.address.to_string(), Bridge::None), |key| (key, Bridge::Parent))
}

/// The attribute that holds the key of a type.
pub fn attribute(kind: &str) -> Option<&'static str> {
    KEYS.iter().find(|(known, _)| *known == kind).map(|(_, attribute)| *attribute)
}

fn own_key(resource: &Resource) -> Option<&str> {
    let path = AttributePath::attribute(attribute(&resource.kind)?);
    path.get(&resource.values).and_then(text).filter(|_| resource.unknown.above(&path).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::Certainty;
    use super::super::sample::{inventory, resource};
    use super::super::unknown::UnknownKind;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_is_its_own_or_that_of_its_owner_or_an_address() {
        let versioning = |name: &str| resource(&format!("aws_s3_bucket_versioning.{name}"), json!({}));
        let inventory = inventory(vec![
            resource("aws_s3_bucket.a", json!({"bucket": "b", "name": "n"})),
            resource("aws_s3_bucket.hidden", json!({"bucket": "(redacted)"})).not_knowing("bucket", UnknownKind::Redacted),
            versioning("linked").linked("bucket", "aws_s3_bucket.a", Certainty::Certain),
            versioning("loose"),
            versioning("of_hidden").linked("bucket", "aws_s3_bucket.hidden", Certainty::Certain),
            // A component is not what it belongs to.
            resource("aws_subnet.s", json!({})).linked("vpc_id", "aws_s3_bucket.a", Certainty::Certain),
        ]);
        let keys: Vec<(String, Bridge)> = inventory.resources.iter().map(|resource| natural_key(&inventory, resource)).collect();
        let expected = [
            ("aws_s3_bucket/b", Bridge::Exact),
            ("aws_s3_bucket.hidden", Bridge::None),
            ("aws_s3_bucket/b/aws_s3_bucket_versioning", Bridge::Parent),
            ("aws_s3_bucket_versioning.loose", Bridge::None),
            ("aws_s3_bucket_versioning.of_hidden", Bridge::None),
            ("aws_subnet.s", Bridge::None),
        ];
        assert_eq!(keys, expected.map(|(key, bridge)| (key.to_owned(), bridge)));
    }
}
