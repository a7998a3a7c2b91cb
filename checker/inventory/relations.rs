//! The relation table: which attribute of which type points to what, and which of the two is a part of the other.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::path::AttributePath;

/// Which side of a relation carries the other one in its `parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The pointing resource is a satellite of the target: a bucket's versioning.
    OfTarget,
    /// The target is a component of the pointing resource: a subnet group's subnets.
    OfSource,
    /// Neither: a link alone.
    None,
}

/// One relation.
#[derive(Debug)]
pub struct Relation {
    /// The pointing type.
    pub from: &'static str,
    /// The pointing attribute, as a pattern.
    pub attribute: AttributePath,
    /// The types it may point to, each with the attributes whose value it may hold.
    pub to: &'static [(&'static str, &'static [&'static str])],
    /// Which side carries the other.
    pub part: Part,
    /// It says where the same data is as well: that an expression refers to something does not tell that it names it.
    pub copies: bool,
}

impl Relation {
    /// `true` where the relation may point to `kind`.
    pub fn targets(&self, kind: &str) -> bool {
        self.to.iter().any(|(target, _)| *target == kind)
    }
}

type Row = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])], Part);

type Copied = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

const BUCKET: &[(&str, &[&str])] = &[("aws_s3_bucket", &["bucket"])];
const SUBNET_GROUP: &[(&str, &[&str])] = &[("aws_db_subnet_group", &["name"])];
const VPC: &[(&str, &[&str])] = &[("aws_vpc", &["id"]), ("aws_default_vpc", &["id"])];
const SUBNET: &[(&str, &[&str])] = &[("aws_subnet", &["id"]), ("aws_default_subnet", &["id"])];
const ROUTE_TABLE: &[(&str, &[&str])] = &[("aws_route_table", &["id"]), ("aws_default_route_table", &["id"])];
/// A route may also be put on the table that a VPC brings along.
const ROUTE_OWNER: &[(&str, &[&str])] = &[
    ("aws_route_table", &["id"]),
    ("aws_default_route_table", &["id"]),
    ("aws_vpc", &["main_route_table_id", "default_route_table_id"]),
    ("aws_default_vpc", &["main_route_table_id", "default_route_table_id"]),
];
const GATEWAY: &[(&str, &[&str])] = &[("aws_internet_gateway", &["id"]), ("aws_vpn_gateway", &["id"])];

/// A rule may also be put on the group that a VPC brings along, and a resource may be in it.
const GROUP: &[(&str, &[&str])] = &[
    ("aws_security_group", &["id"]),
    ("aws_default_security_group", &["id"]),
    ("aws_vpc", &["default_security_group_id"]),
    ("aws_default_vpc", &["default_security_group_id"]),
];
const PREFIX_LIST: &[(&str, &[&str])] = &[("aws_ec2_managed_prefix_list", &["id"]), ("aws_prefix_list", &["id"])];
/// `aws_alb…` is `aws_lb…` by its former name.
const LOAD_BALANCER: &[(&str, &[&str])] = &[("aws_lb", &["arn"]), ("aws_alb", &["arn"])];
const LISTENER: &[(&str, &[&str])] = &[("aws_lb_listener", &["arn"]), ("aws_alb_listener", &["arn"])];
const TARGET_GROUP: &[(&str, &[&str])] = &[("aws_lb_target_group", &["arn"]), ("aws_alb_target_group", &["arn"])];
const CERTIFICATE: &[(&str, &[&str])] = &[("aws_acm_certificate", &["arn", "id"])];
const TASK_DEFINITION: &[(&str, &[&str])] = &[("aws_ecs_task_definition", &["arn", "arn_without_revision", "family"])];
const CACHE_SUBNET_GROUP: &[(&str, &[&str])] = &[("aws_elasticache_subnet_group", &["name"])];
const PARAMETERS: &[(&str, &[&str])] = &[("aws_db_parameter_group", &["name"])];
const CLUSTER_PARAMETERS: &[(&str, &[&str])] = &[("aws_rds_cluster_parameter_group", &["name"])];
const TOPIC: &[(&str, &[&str])] = &[("aws_sns_topic", &["arn"])];
const SECRET: &[(&str, &[&str])] = &[("aws_secretsmanager_secret", &["arn", "id"])];
const ROLE: &[(&str, &[&str])] = &[("aws_iam_role", &["name", "id"])];
const USER: &[(&str, &[&str])] = &[("aws_iam_user", &["name", "id"])];
const IAM_GROUP: &[(&str, &[&str])] = &[("aws_iam_group", &["name", "id"])];
const POLICY: &[(&str, &[&str])] = &[("aws_iam_policy", &["arn", "id"])];
const KEY: &[(&str, &[&str])] = &[("aws_kms_key", &["arn", "key_id"]), ("aws_kms_alias", &["arn", "name"])];
const DEFAULT_ACL: &[(&str, &[&str])] =
    &[("aws_vpc", &["default_network_acl_id"]), ("aws_default_vpc", &["default_network_acl_id"])];
/// A rule may also be put on the list that a VPC brings along.
const ACL: &[(&str, &[&str])] = &[
    ("aws_network_acl", &["id"]),
    ("aws_default_network_acl", &["id", "default_network_acl_id"]),
    ("aws_vpc", &["default_network_acl_id"]),
    ("aws_default_vpc", &["default_network_acl_id"]),
];

const ROWS: &[Row] = &[
    ("aws_s3_bucket_object_lock_configuration", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_versioning", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_server_side_encryption_configuration", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_lifecycle_configuration", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_public_access_block", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_policy", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_ownership_controls", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_acl", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_logging", "bucket", BUCKET, Part::OfTarget),
    ("aws_s3_bucket_replication_configuration", "bucket", BUCKET, Part::OfTarget),
    ("aws_db_instance", "db_subnet_group_name", SUBNET_GROUP, Part::OfSource),
    ("aws_db_instance", "replicate_source_db", &[("aws_db_instance", &["identifier", "arn"])], Part::OfSource),
    ("aws_rds_cluster", "db_subnet_group_name", SUBNET_GROUP, Part::OfSource),
    ("aws_rds_cluster_instance", "db_subnet_group_name", SUBNET_GROUP, Part::OfSource),
    ("aws_rds_cluster_instance", "cluster_identifier", &[("aws_rds_cluster", &["cluster_identifier"])], Part::OfSource),
    ("aws_db_subnet_group", "subnet_ids[]", SUBNET, Part::OfSource),
    ("aws_subnet", "vpc_id", VPC, Part::OfSource),
    ("aws_default_subnet", "vpc_id", VPC, Part::OfSource),
    ("aws_route_table_association", "subnet_id", SUBNET, Part::OfTarget),
    ("aws_route_table_association", "route_table_id", ROUTE_TABLE, Part::OfSource),
    ("aws_main_route_table_association", "vpc_id", VPC, Part::OfTarget),
    ("aws_main_route_table_association", "route_table_id", ROUTE_TABLE, Part::OfSource),
    (
        "aws_default_route_table",
        "default_route_table_id",
        &[("aws_vpc", &["default_route_table_id"]), ("aws_default_vpc", &["default_route_table_id"])],
        Part::OfTarget,
    ),
    ("aws_route", "route_table_id", ROUTE_OWNER, Part::OfTarget),
    ("aws_route", "gateway_id", GATEWAY, Part::None),
    ("aws_route_table", "route[].gateway_id", GATEWAY, Part::None),
    ("aws_default_route_table", "route[].gateway_id", GATEWAY, Part::None),
    ("aws_route_table", "vpc_id", VPC, Part::None),
    ("aws_internet_gateway", "vpc_id", VPC, Part::None),
    ("aws_security_group", "vpc_id", VPC, Part::None),
    ("aws_security_group", "ingress[].security_groups[]", GROUP, Part::None),
    ("aws_security_group", "ingress[].prefix_list_ids[]", PREFIX_LIST, Part::OfSource),
    ("aws_default_security_group", "vpc_id", VPC, Part::OfTarget),
    ("aws_default_security_group", "ingress[].security_groups[]", GROUP, Part::None),
    ("aws_default_security_group", "ingress[].prefix_list_ids[]", PREFIX_LIST, Part::OfSource),
    ("aws_security_group_rule", "security_group_id", GROUP, Part::OfTarget),
    ("aws_security_group_rule", "source_security_group_id", GROUP, Part::None),
    ("aws_security_group_rule", "prefix_list_ids[]", PREFIX_LIST, Part::OfSource),
    ("aws_vpc_security_group_ingress_rule", "security_group_id", GROUP, Part::OfTarget),
    ("aws_vpc_security_group_ingress_rule", "referenced_security_group_id", GROUP, Part::None),
    ("aws_vpc_security_group_ingress_rule", "prefix_list_id", PREFIX_LIST, Part::OfSource),
    ("aws_vpc_security_group_egress_rule", "security_group_id", GROUP, Part::OfTarget),
    ("aws_vpc_security_group_egress_rule", "referenced_security_group_id", GROUP, Part::None),
    ("aws_network_interface_sg_attachment", "security_group_id", GROUP, Part::None),
    ("aws_ec2_managed_prefix_list_entry", "prefix_list_id", PREFIX_LIST, Part::OfTarget),
    ("aws_network_acl", "vpc_id", VPC, Part::None),
    ("aws_network_acl", "subnet_ids[]", SUBNET, Part::None),
    ("aws_network_acl_rule", "network_acl_id", ACL, Part::OfTarget),
    ("aws_default_network_acl", "default_network_acl_id", DEFAULT_ACL, Part::OfTarget),
    ("aws_lb", "security_groups[]", GROUP, Part::OfSource),
    ("aws_lb", "subnets[]", SUBNET, Part::OfSource),
    ("aws_lb", "subnet_mapping[].subnet_id", SUBNET, Part::OfSource),
    ("aws_alb", "security_groups[]", GROUP, Part::OfSource),
    ("aws_alb", "subnets[]", SUBNET, Part::OfSource),
    ("aws_alb", "subnet_mapping[].subnet_id", SUBNET, Part::OfSource),
    ("aws_elb", "security_groups[]", GROUP, Part::OfSource),
    ("aws_elb", "subnets[]", SUBNET, Part::OfSource),
    ("aws_lb_listener", "load_balancer_arn", LOAD_BALANCER, Part::OfTarget),
    ("aws_lb_listener", "default_action[].target_group_arn", TARGET_GROUP, Part::OfSource),
    ("aws_lb_listener", "certificate_arn", CERTIFICATE, Part::OfSource),
    ("aws_alb_listener", "load_balancer_arn", LOAD_BALANCER, Part::OfTarget),
    ("aws_alb_listener", "default_action[].target_group_arn", TARGET_GROUP, Part::OfSource),
    ("aws_alb_listener", "certificate_arn", CERTIFICATE, Part::OfSource),
    ("aws_lb_listener_certificate", "listener_arn", LISTENER, Part::OfTarget),
    ("aws_lb_listener_certificate", "certificate_arn", CERTIFICATE, Part::OfSource),
    ("aws_alb_listener_certificate", "listener_arn", LISTENER, Part::OfTarget),
    ("aws_alb_listener_certificate", "certificate_arn", CERTIFICATE, Part::OfSource),
    ("aws_acm_certificate_validation", "certificate_arn", CERTIFICATE, Part::None),
    ("aws_lb_listener_rule", "listener_arn", LISTENER, Part::OfTarget),
    ("aws_lb_listener_rule", "action[].target_group_arn", TARGET_GROUP, Part::OfSource),
    ("aws_alb_listener_rule", "listener_arn", LISTENER, Part::OfTarget),
    ("aws_alb_listener_rule", "action[].target_group_arn", TARGET_GROUP, Part::OfSource),
    ("aws_lb_target_group_attachment", "target_group_arn", TARGET_GROUP, Part::OfTarget),
    ("aws_alb_target_group_attachment", "target_group_arn", TARGET_GROUP, Part::OfTarget),
    ("aws_ecs_service", "task_definition", TASK_DEFINITION, Part::OfSource),
    ("aws_scheduler_schedule", "target[].ecs_parameters[].task_definition_arn", TASK_DEFINITION, Part::None),
    ("aws_ecs_service", "network_configuration[].subnets[]", SUBNET, Part::OfSource),
    ("aws_ecs_service", "network_configuration[].security_groups[]", GROUP, Part::None),
    ("aws_scheduler_schedule", "target[].ecs_parameters[].network_configuration[].subnets[]", SUBNET, Part::OfSource),
    ("aws_scheduler_schedule", "target[].ecs_parameters[].network_configuration[].security_groups[]", GROUP, Part::None),
    ("aws_vpc_endpoint", "subnet_ids[]", SUBNET, Part::None),
    ("aws_vpc_endpoint", "security_group_ids[]", GROUP, Part::OfSource),
    ("aws_vpc_endpoint", "vpc_id", VPC, Part::None),
    ("aws_nat_gateway", "subnet_id", SUBNET, Part::None),
    ("aws_instance", "subnet_id", SUBNET, Part::None),
    ("aws_db_instance", "vpc_security_group_ids[]", GROUP, Part::OfSource),
    ("aws_db_instance", "parameter_group_name", PARAMETERS, Part::None),
    ("aws_db_instance", "kms_key_id", KEY, Part::None),
    ("aws_rds_cluster", "vpc_security_group_ids[]", GROUP, Part::OfSource),
    ("aws_rds_cluster", "db_cluster_parameter_group_name", CLUSTER_PARAMETERS, Part::None),
    ("aws_rds_cluster", "kms_key_id", KEY, Part::None),
    ("aws_rds_cluster_instance", "db_parameter_group_name", PARAMETERS, Part::None),
    ("aws_elasticache_subnet_group", "subnet_ids[]", SUBNET, Part::OfSource),
    ("aws_elasticache_replication_group", "subnet_group_name", CACHE_SUBNET_GROUP, Part::OfSource),
    ("aws_elasticache_cluster", "subnet_group_name", CACHE_SUBNET_GROUP, Part::OfSource),
    ("aws_sns_topic_subscription", "topic_arn", TOPIC, Part::None),
    ("aws_cloudwatch_metric_alarm", "alarm_actions[]", TOPIC, Part::None),
    ("aws_chatbot_slack_channel_configuration", "sns_topic_arns[]", TOPIC, Part::None),
    ("aws_sesv2_configuration_set_event_destination", "event_destination[].sns_destination[].topic_arn", TOPIC, Part::None),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        "rule[].apply_server_side_encryption_by_default[].kms_master_key_id",
        KEY,
        Part::None,
    ),
    (
        "aws_s3_bucket",
        "server_side_encryption_configuration[].rule[].apply_server_side_encryption_by_default[].kms_master_key_id",
        KEY,
        Part::None,
    ),
    ("aws_kms_alias", "target_key_id", &[("aws_kms_key", &["arn", "key_id"])], Part::None),
    ("aws_kms_key_policy", "key_id", &[("aws_kms_key", &["arn", "key_id"])], Part::None),
    ("aws_secretsmanager_secret_policy", "secret_arn", SECRET, Part::None),
    ("aws_iam_role_policy", "role", ROLE, Part::None),
    ("aws_iam_role_policy_attachment", "role", ROLE, Part::None),
    ("aws_iam_role_policy_attachment", "policy_arn", POLICY, Part::None),
    ("aws_iam_user_policy", "user", USER, Part::None),
    ("aws_iam_user_policy_attachment", "user", USER, Part::None),
    ("aws_iam_user_policy_attachment", "policy_arn", POLICY, Part::None),
    ("aws_iam_group_policy", "group", IAM_GROUP, Part::None),
    ("aws_iam_group_policy_attachment", "group", IAM_GROUP, Part::None),
    ("aws_iam_group_policy_attachment", "policy_arn", POLICY, Part::None),
    ("aws_secretsmanager_secret", "kms_key_id", KEY, Part::None),
];

/// What the data of a copy comes from or goes to. Neither side is a part of the other.
const COPIES: &[Copied] = &[
    ("aws_s3_bucket", "replication_configuration[].rules[].destination[].bucket", BUCKET),
    ("aws_s3_bucket_replication_configuration", "rule[].destination[].bucket", BUCKET),
    ("aws_backup_plan", "rule[].copy_action[].destination_vault_arn", &[("aws_backup_vault", &["arn"])]),
    ("aws_db_instance_automated_backups_replication", "source_db_instance_arn", &[("aws_db_instance", &["arn"])]),
    ("aws_db_snapshot_copy", "source_db_snapshot_identifier", &[("aws_db_snapshot", &["db_snapshot_arn"])]),
    (
        "aws_rds_cluster_snapshot_copy",
        "source_db_cluster_snapshot_identifier",
        &[("aws_db_cluster_snapshot", &["db_cluster_snapshot_arn"])],
    ),
    ("aws_rds_cluster", "replication_source_identifier", &[("aws_rds_cluster", &["arn"]), ("aws_db_instance", &["arn"])]),
    ("aws_rds_global_cluster", "source_db_cluster_identifier", &[("aws_rds_cluster", &["arn"])]),
    ("aws_dynamodb_table_replica", "global_table_arn", &[("aws_dynamodb_table", &["arn"])]),
    ("aws_kms_replica_key", "primary_key_arn", &[("aws_kms_key", &["arn"])]),
    ("aws_kms_replica_external_key", "primary_key_arn", &[("aws_kms_external_key", &["arn"])]),
    ("aws_mq_broker", "data_replication_primary_broker_arn", &[("aws_mq_broker", &["arn"])]),
    ("aws_dsql_cluster_peering", "clusters[]", &[("aws_dsql_cluster", &["arn"])]),
    ("aws_efs_replication_configuration", "destination[].file_system_id", &[("aws_efs_file_system", &["arn", "id"])]),
    ("aws_s3control_multi_region_access_point", "details[].region[].bucket", BUCKET),
];

static RELATIONS: LazyLock<HashMap<&'static str, Vec<Relation>>> = LazyLock::new(|| {
    let mut by_type: HashMap<&str, Vec<Relation>> = HashMap::new();
    let copies = COPIES.iter().map(|&(from, attribute, to)| (from, attribute, to, Part::None, true));
    let all = ROWS.iter().map(|&(from, attribute, to, part)| (from, attribute, to, part, false)).chain(copies);
    for (from, attribute, to, part, copies) in all {
        // A row that does not parse is caught by the test below; it cannot come from a user.
        if let Ok(attribute) = attribute.parse() {
            by_type.entry(from).or_default().push(Relation { from, attribute, to, part, copies });
        }
    }
    by_type
});

/// The relations in which `kind` points to something.
pub fn from(kind: &str) -> &'static [Relation] {
    RELATIONS.get(kind).map_or(&[], Vec::as_slice)
}

/// The types that are satellites of `kind`: they point to it and are carried in its `parts`.
pub fn satellites(kind: &str) -> &'static [&'static str] {
    static SATELLITES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_target: HashMap<&str, Vec<&str>> = HashMap::new();
        for relation in RELATIONS.values().flatten().filter(|relation| relation.part == Part::OfTarget) {
            for (target, _) in relation.to {
                by_target.entry(target).or_default().push(relation.from);
            }
        }
        by_target.values_mut().for_each(|types| types.sort_unstable());
        by_target
    });
    SATELLITES.get(kind).map_or(&[], Vec::as_slice)
}

/// The attributes by which resources of `kind` are pointed to.
pub fn keys(kind: &str) -> &'static [&'static str] {
    static KEYS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_target: HashMap<&str, Vec<&str>> = HashMap::new();
        for (target, keys) in RELATIONS.values().flatten().flat_map(|relation| relation.to) {
            let known = by_target.entry(target).or_default();
            known.extend(keys.iter().filter(|key| !known.contains(key)).copied().collect::<Vec<_>>());
        }
        by_target
    });
    KEYS.get(kind).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_the_table() {
        assert_eq!(RELATIONS.values().map(Vec::len).sum::<usize>(), ROWS.len() + COPIES.len());
        assert!(satellites("aws_s3_bucket").contains(&"aws_s3_bucket_versioning"));
        assert_eq!(keys("aws_default_vpc").len(), 5);
        let [subnets] = from("aws_db_subnet_group") else { panic!("one relation") };
        assert!(subnets.targets("aws_subnet") && subnets.targets("aws_default_subnet") && !subnets.targets("aws_vpc"));
        assert!(
            from("aws_unheard_of").is_empty() && satellites("aws_unheard_of").is_empty() && keys("aws_unheard_of").is_empty()
        );
    }
}
