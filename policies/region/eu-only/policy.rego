# METADATA
# title: Everything is in the EU
# description: >-
#   No resource, and no copy of its data, is outside the allowed regions (eu-central-1, eu-west-1). Global services of AWS are in no
#   region.
# custom:
#   id: region/eu-only
#   severity: critical
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
#     aws_s3_bucket: [bucket, "replication_configuration[].rules[].destination[].bucket"]
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
#     aws_s3_bucket.bucket: its name tells which configuration is its own, and not where it is
#     aws_s3_bucket_replication_configuration.bucket: where the copies go does not depend on where they come from
#     aws_docdb_global_cluster.global_cluster_members[].db_cluster_arn: made now it has no members yet, and each is judged by itself
#     aws_neptune_global_cluster.global_cluster_members[].db_cluster_arn: made now it has no members yet, and each is judged by itself
#     aws_rds_global_cluster.global_cluster_members[].db_cluster_arn: made now it has no members yet, and each is judged by itself
#     aws_db_instance.replicate_source_db: the ARN of a source that is not in the inventory tells its region
#   sections: ["Region: eu-central-1 (Frankfurt)", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 44: patients' data, and every copy of it, stays in the EU
#   remediation: >-
#     Give the resource a provider, or a `region`, of an allowed region, and copy data to no other. A region that is not known is told
#     by a constant or a variable in the provider's configuration.
package policies.region.eu_only

import data.lib.finding
import data.lib.regions

subjects := {resource.address | some resource in regions.located}

deny contains finding.of(resource, resource, ["region"], message) if {
	some resource in regions.outside
	message := sprintf("it is in %s, which is not allowed: %s", [resource.region, permitted])
}

deny contains finding.of(copy.of, copy.of, copy.attribute, message) if {
	some copy in regions.copies
	not copy.region in regions.allowed
	copy.region != null
	message := sprintf("the same data is in %s, which is not allowed: %s", [copy.region, permitted])
}

undetermined contains finding.of(copy.of, copy.of, copy.attribute, message) if {
	some copy in regions.copies
	copy.region == null
	message := "in which region the same data is as well cannot be told"
}

undetermined contains finding.of(cluster, cluster, ["global_cluster_members"], "which clusters are its members is not known") if {
	some cluster in regions.gathering
}

undetermined contains finding.of(resource, resource, ["scope"], message) if {
	some resource in regions.divided
	regions.is_global(resource) == "unknown"
	message := "whether it is in a region at all is not known"
}

permitted := sprintf("data is kept in %s alone", [concat(" and ", sort(regions.allowed))])
