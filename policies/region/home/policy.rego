# METADATA
# title: Everything is at home
# description: >-
#   Every resource, and every copy of its data, is in the home region (eu-central-1). The copy of the backups alone, its key among it, may be
#   in the second one. Global services of AWS are in no region, and what is set of a bucket or a key there is judged with it.
# custom:
#   id: region/home
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: ["*"]
#   reads:
#     "*": [region]
#     aws_ami_copy: [source_ami_region]
#     aws_backup_plan: ["rule[].copy_action[].destination_vault_arn"]
#     aws_chime_voice_connector: [aws_region]
#     aws_chimesdkvoice_sip_media_application: [aws_region]
#     aws_cloudformation_stack_instances: ["regions[]"]
#     aws_cloudformation_stack_set_instance: [region, stack_set_instance_region]
#     aws_cloudwatch_event_endpoint: ["event_bus[].event_bus_arn"]
#     aws_codepipeline: ["artifact_store[].region", "stage[].action[].region"]
#     aws_db_instance: [replicate_source_db, "restore_to_point_in_time[].source_db_instance_automated_backups_arn"]
#     aws_db_instance_automated_backups_replication: [source_db_instance_arn]
#     aws_db_snapshot_copy: [source_db_snapshot_identifier, destination_region]
#     aws_directory_service_region: [region_name]
#     aws_dlm_lifecycle_policy:
#       ["policy_details[].schedule[].cross_region_copy_rule[].target", "policy_details[].action[].cross_region_copy[].target"]
#     aws_docdb_global_cluster: ["global_cluster_members[].db_cluster_arn", source_db_cluster_identifier]
#     aws_dsql_cluster: ["multi_region_properties[].clusters[]", "multi_region_properties[].witness_region"]
#     aws_dsql_cluster_peering: ["clusters[]", witness_region]
#     aws_dynamodb_global_table: ["replica[].region_name"]
#     aws_dynamodb_table: ["replica[].region_name", restore_source_table_arn]
#     aws_dynamodb_table_replica: [global_table_arn]
#     aws_ebs_snapshot_copy: [source_region]
#     aws_ecr_replication_configuration: ["replication_configuration[].rule[].destination[].region"]
#     aws_efs_replication_configuration: ["destination[].region", "destination[].file_system_id"]
#     aws_imagebuilder_distribution_configuration: ["distribution[].region"]
#     aws_keyspaces_keyspace: ["replication_specification[].region_list[]"]
#     aws_kms_alias: [name, target_key_id]
#     aws_kms_key: [key_id, arn]
#     aws_kms_replica_external_key: [primary_key_arn]
#     aws_kms_replica_key: [primary_key_arn]
#     aws_mq_broker: [data_replication_primary_broker_arn]
#     aws_msk_replicator: ["kafka_cluster[].amazon_msk_cluster[].msk_cluster_arn"]
#     aws_neptune_cluster: [replication_source_identifier]
#     aws_neptune_global_cluster: ["global_cluster_members[].db_cluster_arn", source_db_cluster_identifier]
#     aws_rds_cluster: [replication_source_identifier, source_region]
#     aws_rds_cluster_snapshot_copy: [source_db_cluster_snapshot_identifier, destination_region]
#     aws_rds_global_cluster: ["global_cluster_members[].db_cluster_arn", source_db_cluster_identifier]
#     aws_redshift_cluster: ["snapshot_copy[].destination_region"]
#     aws_redshift_data_share_consumer_association: [consumer_region]
#     aws_redshift_snapshot_copy: [destination_region]
#     aws_s3_bucket: [bucket, bucket_prefix, "replication_configuration[].rules[].destination[].bucket"]
#     aws_s3_bucket_replication_configuration: [bucket, "rule[].destination[].bucket"]
#     aws_s3control_multi_region_access_point: ["details[].region[].bucket"]
#     aws_secretsmanager_secret: ["replica[].region"]
#     aws_securitylake_aws_log_source: ["source[].regions[]"]
#     aws_securitylake_data_lake: ["configuration[].region", "configuration[].replication_configuration[].regions[]"]
#     aws_ssmincidents_replication_set: ["region[].name", "regions[].name"]
#     aws_wafv2_ip_set: [scope]
#     aws_wafv2_regex_pattern_set: [scope]
#     aws_wafv2_rule_group: [scope]
#     aws_wafv2_web_acl: [scope]
#   unset:
#     aws_codepipeline.stage[].action[].region: absent
#     aws_efs_replication_configuration.destination[].file_system_id: absent
#     aws_cloudformation_stack_instances.regions[]: absent
#     aws_cloudformation_stack_set_instance.region: absent
#     aws_docdb_global_cluster.source_db_cluster_identifier: absent
#     aws_neptune_global_cluster.source_db_cluster_identifier: absent
#     aws_rds_global_cluster.source_db_cluster_identifier: absent
#     aws_s3_bucket.replication_configuration[].rules[].destination[].bucket: absent
#     aws_secretsmanager_secret.replica[].region: absent
#   decides:
#     aws_s3_bucket.bucket: its name counts in the second region alone
#     aws_s3_bucket.bucket_prefix: its name counts in the second region alone
#     aws_s3_bucket_replication_configuration.bucket: where the copies go does not depend on where they come from
#     aws_kms_alias.name: its name counts in the second region alone
#     aws_kms_alias.target_key_id: it counts in the second region alone
#     aws_kms_key.key_id: its aliases count in the second region alone
#     aws_kms_key.arn: its aliases count in the second region alone
#     aws_db_instance.replicate_source_db: the ARN of a source that is not in the inventory tells its region
#   sections: ["Region: eu-central-1 (Frankfurt)"]
#   controls:
#     GDPR 44: data stay where the platform says that they are
#     ISO 27001 A.5.31: the place that contracts promise is the place that is used
#   remediation: >-
#     Give the resource a provider, or a `region`, of the home region, and copy data to no other. What belongs to the copy of the backups is
#     known by the names of its bucket and of its key's alias.
package policies.region.home

import data.lib.backup_replica
import data.lib.finding
import data.lib.links
import data.lib.logic
import data.lib.regions

home := data.architecture.regions.home

replica := data.architecture.regions.replica

subjects := {resource.address | some resource in regions.located; not set_of_another(resource)}

# It has no place of its own.
set_of_another(resource) if {
	resource.region == replica
	strings.any_prefix_match(resource.type, data.aws.settings)
}

# What is known to be elsewhere, with whether it may be: it belongs to the copy of the backups, and is where that is.
elsewhere := [{"resource": resource, "may": may(resource)} |
	some resource in regions.located
	not resource.region in {home, null}
	not set_of_another(resource)
]

may(resource) := backup_replica.holds(resource) if resource.region == replica
else := "no"

deny contains finding.of(one.resource, one.resource, ["region"], message) if {
	some one in elsewhere
	one.may == "no"
	message := sprintf("it is in %s, and not in %s", [one.resource.region, home])
}

undetermined contains finding.of(one.resource, one.resource, ["region"], message) if {
	some one in elsewhere
	one.may == "unknown"
	message := sprintf("it is in %s, and whether it belongs to the copy of the backups is not known", [one.resource.region])
}

undetermined contains finding.of(resource, resource, ["scope"], "whether it is in a region at all is not known") if {
	some resource in regions.divided
	regions.is_global(resource) == "unknown"
}

# ---------------------------------------------------------------- copies

away := [{"copy": copy, "may": may_copy(copy)} |
	some copy in regions.copies
	copy.region != home
]

# A bucket may be copied to the bucket for copies of backups.
may_copy(copy) := "unknown" if copy.region == null
else := logic.same({backup_replica.holds(bucket) | some bucket in targets(copy)}) if {
	copy.region == replica
	count(targets(copy)) > 0
} else := "no"

targets(copy) := [bucket |
	some bucket in input.resources.aws_s3_bucket
	bucket.address in links.linked(copy.of, copy.attribute)
]

deny contains finding.of(one.copy.of, one.copy.of, one.copy.attribute, message) if {
	some one in away
	one.may == "no"
	message := sprintf("the same data is in %s, and not in %s alone", [one.copy.region, home])
}

undetermined contains finding.of(one.copy.of, one.copy.of, one.copy.attribute, "in which region the same data is as well, or whether it is that of backups, is not known") if {
	some one in away
	one.may == "unknown"
}
