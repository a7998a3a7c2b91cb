//! The scope of an account's resource: its `environment` tag, else its name, else the VPC it lies in. The account's own settings have none of these.

use std::collections::HashMap;
use std::sync::Arc;

use crate::inventory::Resource;
use crate::inventory::value::{entry, text};

/// What no environment claims.
pub const UNASSIGNED: &str = "unassigned";

/// The scopes that a tag or a name can claim: those of an AWS account. In any other one no policy on the account would judge it.
const CLAIMED: &[&str] = &["account", "staging", "production"];

/// Attributes that hold a resource's name, the most telling first.
const NAMES: &[&str] =
    &["bucket", "identifier", "cluster_identifier", "replication_group_id", "function_name", "family", "name", "id"];

/// Settings of the account as a whole: they can be neither tagged nor named.
const SETTINGS: &[&str] = &[
    "aws_ebs_default_kms_key",
    "aws_ebs_encryption_by_default",
    "aws_iam_account_password_policy",
    "aws_s3_account_public_access_block",
    "aws_sesv2_account_suppression_attributes",
];

/// Gives every resource its scope.
pub fn assign(resources: &mut [Resource]) {
    let direct: Vec<Option<&'static str>> =
        resources.iter().map(|resource| by_type(resource).or_else(|| by_tag(resource)).or_else(|| by_name(resource))).collect();
    let vpcs: HashMap<String, &'static str> = resources
        .iter()
        .zip(&direct)
        .filter(|(resource, _)| &*resource.kind == "aws_vpc")
        .filter_map(|(resource, scope)| Some((entry(&resource.values, "id").and_then(text)?.to_owned(), (*scope)?)))
        .collect();
    for (resource, scope) in resources.iter_mut().zip(direct) {
        let by_vpc = || vpcs.get(entry(&resource.values, "vpc_id").and_then(text)?).copied();
        resource.scope = Arc::from(scope.or_else(by_vpc).unwrap_or(UNASSIGNED));
    }
}

fn by_type(resource: &Resource) -> Option<&'static str> {
    SETTINGS.contains(&&*resource.kind).then_some("account")
}

fn by_tag(resource: &Resource) -> Option<&'static str> {
    let tag = ["tags", "tags_all"].iter().find_map(|tags| entry(entry(&resource.values, tags)?, "environment"));
    let tag = tag.and_then(text)?;
    CLAIMED.iter().find(|scope| **scope == tag).copied()
}

/// The environment that is a word of the resource's name, if it is just one.
fn by_name(resource: &Resource) -> Option<&'static str> {
    let name = NAMES.iter().find_map(|attribute| entry(&resource.values, attribute).and_then(text))?;
    let words = || name.split(|c: char| !c.is_ascii_alphanumeric());
    match (words().any(|word| word == "production"), words().any(|word| word == "staging")) {
        (true, false) => Some("production"),
        (false, true) => Some("staging"),
        _ => None,
    }
}

/// Every scope that an account's resources can have.
pub fn all() -> impl Iterator<Item = Arc<str>> {
    ["account", "staging", "production", UNASSIGNED].into_iter().map(Arc::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::snapshot;

    fn scopes(resources: &str) -> Vec<(String, String)> {
        let json = format!(
            r#"{{"schema": "checker.snapshot/1", "partition": "aws", "account": "1", "tool": "t", "started_at": "", "finished_at": "",
                "regions": [], "coverage": [], "resources": {resources}}}"#
        );
        let inventory = snapshot::read("s", json.as_bytes()).expect("a snapshot");
        inventory.resources.iter().map(|r| (r.address.to_string(), r.scope.to_string())).collect()
    }

    #[test]
    fn tag_then_name_then_vpc() {
        let found = scopes(
            r#"[
            {"address": "a", "type": "aws_s3_bucket", "values": {"bucket": "restartix-production-x", "tags": {"environment": "staging"}}},
            {"address": "b", "type": "aws_s3_bucket", "values": {"bucket": "restartix-backup-production"}},
            {"address": "c", "type": "aws_subnet", "values": {"id": "subnet-1", "vpc_id": "vpc-1"}},
            {"address": "d", "type": "aws_vpc", "values": {"id": "vpc-1", "tags_all": {"environment": "staging"}}},
            {"address": "e", "type": "aws_s3_bucket", "values": {"bucket": "production-to-staging"}},
            {"address": "f", "type": "aws_s3_bucket", "values": {"bucket": "reproductions", "tags": {"environment": "other"}}},
            {"address": "g", "type": "aws_s3_bucket", "values": {"bucket": "g", "tags": {"environment": "edge"}}},
            {"address": "h", "type": "aws_s3_bucket", "values": {"bucket": "production-h", "tags": {"environment": "edge"}}},
            {"address": "i", "type": "aws_s3_bucket", "values": {"bucket": "i", "tags": {"environment": "account"}}},
            {"address": "j", "type": "aws_s3_account_public_access_block", "values": {"id": "123456789012"}}]"#,
        );
        let scopes: Vec<_> = found.iter().map(|(_, scope)| scope.as_str()).collect();
        let assigned = [
            "staging",
            "production",
            "staging",
            "staging",
            UNASSIGNED,
            UNASSIGNED,
            UNASSIGNED,
            "production",
            "account",
            "account",
        ];
        assert_eq!(scopes, assigned);
        assert!(scopes.iter().all(|scope| all().any(|known| *known == **scope)));
    }
}
