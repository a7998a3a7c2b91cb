//! Caches: the hours of their nodes.

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Found, Line, Sheet, hours};

pub const ROWS: &[Row] = &[
    ("aws_elasticache_replication_group", Rule::Billed(replication_group, &["backup_gb"])),
    ("aws_elasticache_cluster", Rule::Billed(cluster, &["backup_gb"])),
];

const SERVICE: &str = "ElastiCache";

fn replication_group(sheet: &mut Sheet<'_>) {
    sheet.of(SERVICE).add("nodes", |line| nodes(line, group_nodes(line)?, "redis")).add("backups", backups);
}

/// A node of a replication group is counted there.
fn cluster(sheet: &mut Sheet<'_>) {
    sheet
        .of(SERVICE)
        .add("nodes", |line| {
            let count = line.maybe_number("num_cache_nodes")?.unwrap_or(Decimal::ONE);
            nodes(line, count, "memcached")
        })
        .add("backups", backups);
}

fn nodes(line: &Line<'_>, count: Decimal, engine: &str) -> Found {
    let engine = line.text_or("engine", engine)?.to_owned();
    let node = line.text("node_type")?;
    line.cost(&format!("elasticache.{engine}.{node}"), hours(count))
}

/// By the number of nodes, else of shards with their replicas, else the one there always is.
fn group_nodes(line: &Line<'_>) -> Result<Decimal, Gap> {
    // What is not written is computed from what is: only one of the two is.
    if let Ok(Some(count)) = line.maybe_number("num_cache_clusters") {
        return Ok(count);
    }
    let shards = line.maybe_number("num_node_groups")?;
    let replicas = line.maybe_number("replicas_per_node_group")?;
    match (shards, replicas) {
        (None, None) => line.number("num_cache_clusters"),
        (shards, replicas) => Ok(shards.unwrap_or(Decimal::ONE) * (replicas.unwrap_or_default() + Decimal::ONE)),
    }
}

fn backups(line: &Line<'_>) -> Found {
    let kept = line.maybe_number("snapshot_retention_limit")?.unwrap_or_default();
    if kept.is_zero() {
        return Ok(Amount::None);
    }
    line.cost("elasticache.backup", line.used("backup_gb")?)
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use serde_json::json;

    fn group(values: serde_json::Value) -> Vec<String> {
        lines(vec![resource("aws_elasticache_replication_group.g", values)], &[])
    }

    #[test]
    fn nodes_by_number_or_by_shards() {
        let by = |more: serde_json::Value| {
            let mut values = json!({"engine": "redis", "node_type": "cache.t4g.small"});
            values.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            group(values)
        };
        assert_eq!(by(json!({"num_cache_clusters": 2})), ["nodes: priced 52.56"]);
        assert_eq!(by(json!({"num_node_groups": 1, "replicas_per_node_group": 1})), ["nodes: priced 52.56"]);
        assert_eq!(by(json!({"replicas_per_node_group": 2})), ["nodes: priced 78.84"]);
        assert_eq!(by(json!({})), ["nodes: attribute_unknown"]);
        assert_eq!(by(json!({"num_cache_clusters": 1, "engine": "valkey"})), ["nodes: priced 21.02"]);
        assert_eq!(by(json!({"num_cache_clusters": 1, "node_type": "cache.r7g.large"})), ["nodes: price_missing"]);
        assert_eq!(
            by(json!({"num_cache_clusters": 1, "snapshot_retention_limit": 1})),
            ["nodes: priced 26.28", "backups: usage_missing"]
        );
    }

    #[test]
    fn a_number_that_is_not_known_is_no_number() {
        let group = resource("aws_elasticache_replication_group.g", json!({"engine": "redis", "node_type": "cache.t4g.small"}))
            .not_knowing("num_cache_clusters", UnknownKind::AfterApply);
        assert_eq!(lines(vec![group], &[]), ["nodes: attribute_unknown"]);
    }

    #[test]
    fn a_single_cluster() {
        let cluster = resource(
            "aws_elasticache_cluster.c",
            json!({"engine": "redis", "node_type": "cache.t4g.micro", "num_cache_nodes": 1}),
        );
        assert_eq!(lines(vec![cluster], &[]), ["nodes: priced 13.14"]);
    }
}
