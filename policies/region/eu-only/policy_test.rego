package policies.region.eu_only_test

import data.lib.regions
import data.policies.region.eu_only as policy

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

resource(type, region, values, unknown) := {
	"address": concat("", [type, ".r"]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"region": region,
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

linked(type, text, unknown, links) := object.union(resource(type, "eu-central-1", {}, unknown), {"links": {text: links}})

link(to, certainty) := {"to": to, "certainty": certainty}

document(resources) := {"resources": {type: list |
	some one in resources
	type := one.type
	list := [other | some other in resources; other.type == type]
}}

# Subjects, what is denied and what is not known, as addresses and texts of paths.
said(resources) := [subjects, denied, open] if {
	subjects := policy.subjects with input as document(resources)
	denied := {[finding.at, finding.attribute] | some finding in policy.deny} with input as document(resources)
	open := {[finding.at, finding.attribute] | some finding in policy.undetermined} with input as document(resources)
}

in_region(type, region) := said([resource(type, region, {}, {})])

test_a_region_is_allowed_by_its_name_and_not_by_its_beginning if {
	every region in ["eu-central-1", "eu-west-1"] {
		in_region("aws_sqs_queue", region) == [{"aws_sqs_queue.r"}, set(), set()]
	}
	every region in ["eu-west-2", "eu-central-2", "eu-central-11", "us-east-1", ""] {
		in_region("aws_sqs_queue", region) == [{"aws_sqs_queue.r"}, {["aws_sqs_queue.r", ["region"]]}, set()]
	}
}

# Whether it is known is looked at by the engine, for every subject.
test_what_is_in_no_known_region_is_a_subject if {
	in_region("aws_sqs_queue", null) == [{"aws_sqs_queue.r"}, set(), set()]
}

test_the_message_names_both_regions if {
	found := policy.deny with input as document([resource("aws_sqs_queue", "us-east-1", {}, {})])
	{finding.message | some finding in found} == {"it is in us-east-1, which is not allowed: data is kept in eu-central-1 and eu-west-1 alone"}
}

test_what_is_in_no_region_is_no_subject if {
	every type in ["aws_iam_role", "aws_route53_zone", "aws_cloudfront_distribution", "aws_waf_web_acl", "random_id", "terraform_data", "cloudflare_record"] {
		in_region(type, "us-east-1") == [set(), set(), set()]
	}
	every type in ["aws_route53_resolver_rule", "aws_wafregional_web_acl", "awscc_s3_bucket"] {
		in_region(type, "us-east-1")[0] == {concat("", [type, ".r"])}
	}
}

test_what_is_only_read_is_no_subject if {
	said([object.union(resource("aws_sqs_queue", "us-east-1", {}, {}), {"mode": "data"})]) == [set(), set(), set()]
	said([object.union(resource("aws_secretsmanager_secret", "eu-west-1", {"replica": [{"region": "us-east-1"}]}, {}), {"mode": "data"})])[1] == set()
}

acl(values, unknown) := said([resource("aws_wafv2_web_acl", "us-east-1", values, unknown)])

test_some_are_global_and_others_of_their_type_are_not if {
	acl({"scope": "CLOUDFRONT"}, {}) == [set(), set(), set()]
	acl({"scope": "REGIONAL"}, {}) == [{"aws_wafv2_web_acl.r"}, {["aws_wafv2_web_acl.r", ["region"]]}, set()]
	acl({}, {"scope": later}) == [set(), set(), {["aws_wafv2_web_acl.r", ["scope"]]}]
}

# ---------------------------------------------------------------- copies

# What is denied and what is not known of one resource in an allowed region.
copy(type, values, unknown) := array.slice(said([resource(type, "eu-central-1", values, unknown)]), 1, 3)

at(type, path) := {[concat("", [type, ".r"]), path]}

test_a_region_by_name if {
	copy("aws_ebs_snapshot_copy", {"source_region": "eu-west-1"}, {}) == [set(), set()]
	copy("aws_ebs_snapshot_copy", {"source_region": ""}, {}) == [set(), set()]
	copy("aws_ebs_snapshot_copy", {"source_region": "us-east-1"}, {}) == [at("aws_ebs_snapshot_copy", ["source_region"]), set()]
	copy("aws_ebs_snapshot_copy", {}, {"source_region": later}) == [set(), at("aws_ebs_snapshot_copy", ["source_region"])]
	copy("aws_ebs_snapshot_copy", {}, {"source_region": unset}) == [set(), set()]
}

test_what_is_not_known_is_not_compared if {
	copy("aws_ebs_snapshot_copy", {"source_region": "(redacted)"}, {"source_region": later}) == [set(), at("aws_ebs_snapshot_copy", ["source_region"])]
	copy("aws_secretsmanager_secret", {"replica": [{"region": "(redacted)"}]}, {"replica": later}) == [set(), set()]
}

images_to(region) := {"replication_configuration": [{"rule": [{"destination": []}, {"destination": [{"region": "eu-west-1"}, {"region": region}]}]}]}

test_blocks_in_blocks if {
	path := ["replication_configuration", 0, "rule", 1, "destination", 1, "region"]
	copy("aws_ecr_replication_configuration", images_to("eu-west-1"), {}) == [set(), set()]
	copy("aws_ecr_replication_configuration", images_to("us-east-1"), {}) == [at("aws_ecr_replication_configuration", path), set()]
	text := "replication_configuration[0].rule[1].destination[1].region"
	copy("aws_ecr_replication_configuration", {}, {text: later}) == [set(), at("aws_ecr_replication_configuration", path)]
	copy("aws_ecr_replication_configuration", {"replication_configuration": null}, {}) == [set(), set()]
	copy("aws_ecr_replication_configuration", {"replication_configuration": [null]}, {}) == [set(), set()]
}

rows_to(region) := {"replication_specification": [{"region_list": ["eu-central-1", region]}]}

test_a_list_of_regions if {
	path := ["replication_specification", 0, "region_list", 1]
	copy("aws_keyspaces_keyspace", rows_to("eu-west-1"), {}) == [set(), set()]
	copy("aws_keyspaces_keyspace", rows_to(null), {}) == [set(), set()]
	copy("aws_keyspaces_keyspace", rows_to("us-east-1"), {}) == [at("aws_keyspaces_keyspace", path), set()]
	copy("aws_cloudformation_stack_instances", {"regions": ["us-east-1"]}, {}) == [at("aws_cloudformation_stack_instances", ["regions", 0]), set()]
}

restored(arn) := copy("aws_dynamodb_table", {"restore_source_table_arn": arn}, {})

test_arns if {
	restored("arn:aws:dynamodb:eu-west-1:1:table/t") == [set(), set()]
	restored("arn:aws:dynamodb:us-east-1:1:table/t") == [at("aws_dynamodb_table", ["restore_source_table_arn"]), set()]
	restored("arn:aws:dynamodb::1:table/t") == [set(), at("aws_dynamodb_table", ["restore_source_table_arn"])]
	restored("arn:aws") == [set(), at("aws_dynamodb_table", ["restore_source_table_arn"])]

	# A name is one of the same region.
	copy("aws_db_instance", {"replicate_source_db": "main"}, {}) == [set(), set()]
}

# ---------------------------------------------------------------- what a copy points to

# A replica key of `links`, beside a key in `region`.
replica(region, links) := array.slice(said([linked("aws_kms_replica_key", "primary_key_arn", {"primary_key_arn": later}, links), resource("aws_kms_key", region, {}, {})]), 1, 3)

test_the_region_of_what_is_pointed_to if {
	path := at("aws_kms_replica_key", ["primary_key_arn"])
	sure := [link("aws_kms_key.r", "certain")]
	replica("eu-west-1", sure) == [set(), set()]
	replica("us-east-1", sure)[0] == path | {["aws_kms_key.r", ["region"]]}
	replica(null, sure) == [set(), path]
	replica("eu-west-1", [link("aws_kms_key.r", "inferred")]) == [set(), set()]
	replica("eu-west-1", [link("aws_kms_key.r", "ambiguous")]) == [set(), path]
	replica("eu-west-1", [link("aws_kms_key.gone", "certain")]) == [set(), path]
	replica("eu-west-1", [link("aws_kms_key.r", "certain"), link("aws_kms_key.gone", "certain")]) == [set(), path]
	replica("eu-west-1", []) == [set(), path]
}

bucket_copy := {"rule": [{"destination": [{"bucket": "arn:aws:s3:::b"}]}]}

# What is said of a copy that goes to a bucket in `region`.
copy_to(region) := said([target, resource("aws_s3_bucket", region, {}, {})]) if {
	links := {"rule[0].destination[0].bucket": [link("aws_s3_bucket.r", "certain")]}
	target := object.union(resource("aws_s3_bucket_replication_configuration", "eu-west-1", bucket_copy, {}), {"links": links})
}

test_the_region_of_a_bucket if {
	type := "aws_s3_bucket_replication_configuration"
	place := at(type, ["rule", 0, "destination", 0, "bucket"])
	array.slice(copy_to("eu-west-1"), 1, 3) == [set(), set()]
	copy_to("us-east-1")[1] == place | {["aws_s3_bucket.r", ["region"]]}
	copy(type, bucket_copy, {}) == [set(), place]
}

# A path of the table and the paths that it stands for.
test_paths_and_their_shapes if {
	regions.shape("a[0].b[12].c") == "a[].b[].c"
	regions.shape("a") == "a"
	regions.steps("a[0].b[12].c_d-e") == ["a", 0, "b", 12, "c_d-e"]
}

# As many steps as lib/regions.rego takes into blocks.
test_no_pattern_is_deeper_than_is_looked if {
	every _, names in regions.names_of {
		count(names) <= 4
	}
}

# An outpost is in the region of its ARN.
test_a_region_by_an_arn if {
	count(copied("arn:aws:outposts:us-east-1:123456789012:outpost/op-1")) == 1
	copied("arn:aws:outposts:eu-west-1:123456789012:outpost/op-1") == set()
}

copied(target) := said([resource("aws_dlm_lifecycle_policy", "eu-central-1", values, {})])[1] if {
	values := {"policy_details": [{"schedule": [{"cross_region_copy_rule": [{"target": target}]}]}]}
}

global_cluster(change) := object.union(
	resource("aws_rds_global_cluster", "eu-central-1", {}, {"global_cluster_members": later}),
	{"change": change},
)

test_a_global_cluster_that_is_made_now_has_no_members if {
	said([global_cluster("create")])[2] == set()
	said([global_cluster("update")])[2] == {["aws_rds_global_cluster.r", ["global_cluster_members"]]}
}
