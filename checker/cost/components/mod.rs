//! Which components each type of resource has: one file per family, each with the table of its types.

mod cache;
mod compute;
mod database;
mod edge;
mod free;
mod keys;
mod load_balancing;
mod messaging;
mod network;
mod observability;
mod schedule;
mod storage;
mod tasks;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::sheet::Sheet;

/// How a type is billed.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// It costs nothing, for this reason.
    Free(&'static str),
    /// The same, and what something else costs depends on it.
    Read(&'static str),
    /// It has components; what they need of the usage file is named.
    Billed(fn(&mut Sheet<'_>), &'static [&'static str]),
}

/// A type with its rule.
type Row = (&'static str, Rule);

/// Types of a provider or a service that costs nothing as a whole, by how their names begin.
const FREE_FAMILIES: &[(&str, &str)] = &[
    ("aws_iam_", "IAM costs nothing"),
    ("random_", "it is made where Terraform runs"),
    ("tls_", "it is made where Terraform runs"),
    ("local_", "it is made where Terraform runs"),
    ("time_", "it is made where Terraform runs"),
];

static RULES: LazyLock<HashMap<&'static str, Rule>> = LazyLock::new(|| all().collect());

fn all() -> impl Iterator<Item = Row> {
    [
        cache::ROWS,
        compute::ROWS,
        database::ROWS,
        edge::ROWS,
        free::ROWS,
        keys::ROWS,
        load_balancing::ROWS,
        messaging::ROWS,
        network::ROWS,
        observability::ROWS,
        schedule::ROWS,
        storage::ROWS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// How a type is billed; none where nobody has said so.
pub fn rule(kind: &str) -> Option<Rule> {
    RULES.get(kind).copied().or_else(|| {
        let family = FREE_FAMILIES.iter().find(|(start, _)| kind.starts_with(start));
        family.map(|(_, reason)| Rule::Free(reason))
    })
}

/// Whether anything of a type can change an estimate.
pub fn matters(kind: &str) -> bool {
    !matches!(rule(kind), Some(Rule::Free(_)))
}

/// Types that an account shows under another name.
const ALIASES: &[&str] = &[
    "aws_alb",
    "aws_default_vpc",
    "aws_kms_external_key",
    "aws_kms_replica_key",
    "aws_ses_domain_identity",
    "aws_ses_email_identity",
];

/// Every type that an account has to be asked for before its cost is known, in order.
pub fn billed() -> impl Iterator<Item = &'static str> {
    let asked = |(kind, rule): &Row| matches!(rule, Rule::Billed(..)) && kind.starts_with("aws_") && !ALIASES.contains(kind);
    let mut kinds: Vec<&str> = all().filter(asked).map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.into_iter()
}

/// What of the usage file is read for a type.
pub fn usage_keys(kind: &str) -> &'static [&'static str] {
    match rule(kind) {
        Some(Rule::Billed(_, keys)) => keys,
        _ => &[],
    }
}

/// Whether this is read of the usage file for any type.
pub fn is_usage_key(key: &str) -> bool {
    all().any(|(_, rule)| matches!(rule, Rule::Billed(_, keys) if keys.contains(&key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_one_rule_with_a_reason() {
        assert_eq!(RULES.len(), all().count(), "no type is there twice");
        for (kind, rule) in all() {
            if let Rule::Free(reason) | Rule::Read(reason) = rule {
                assert!(!reason.is_empty(), "{kind}");
                let family = FREE_FAMILIES.iter().find(|(start, _)| kind.starts_with(start));
                assert!(family.is_none(), "{kind} is free as all of its family");
            }
        }
    }

    #[test]
    fn what_nobody_knows_has_no_rule() {
        assert!(rule("aws_eks_cluster").is_none() && matters("aws_eks_cluster"));
        assert!(matches!(rule("aws_iam_role"), Some(Rule::Free(_))) && !matters("aws_iam_role"));
        assert!(matters("aws_ecs_task_definition"));
        assert!(usage_keys("aws_lb").contains(&"lcu") && usage_keys("aws_iam_role").is_empty());
        assert!(is_usage_key("lcu") && !is_usage_key("lcus"));
        assert!(billed().any(|kind| kind == "aws_lb") && !billed().any(|kind| kind == "aws_iam_role"));
    }
}
