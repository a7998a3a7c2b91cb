# METADATA
# title: No database and no key spans regions
# description: >-
#   There is no Aurora global cluster and no member of one, no read replica of a database in another region, and no multi-region key, be it
#   the primary or a replica.
# custom:
#   id: region/no-global-database
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects:
#     [aws_rds_global_cluster, aws_rds_cluster, aws_db_instance, aws_kms_key, aws_kms_external_key, aws_kms_replica_key,
#     aws_kms_replica_external_key]
#   reads:
#     "*": [region]
#     aws_rds_global_cluster: []
#     aws_rds_cluster: [global_cluster_identifier, replication_source_identifier, source_region]
#     aws_db_instance: [replicate_source_db]
#     aws_kms_key: [multi_region]
#     aws_kms_external_key: [multi_region]
#     aws_kms_replica_key: []
#     aws_kms_replica_external_key: []
#   unset:
#     aws_rds_cluster.global_cluster_identifier: absent
#     aws_rds_cluster.replication_source_identifier: absent
#     aws_rds_cluster.source_region: absent
#     aws_db_instance.replicate_source_db: absent
#     aws_kms_key.multi_region: absent
#     aws_kms_external_key.multi_region: absent
#   decides:
#     "*.region": what is no copy of a database does not depend on it
#     aws_rds_cluster.replication_source_identifier: the ARN of a source that is not in the inventory tells its region
#     aws_db_instance.replicate_source_db: the ARN of a source that is not in the inventory tells its region
#   sections: ["Region: eu-central-1 (Frankfurt)", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 44: no database and no key sends copies to another region by itself
#     GDPR 32(1)(b): what would write to the data elsewhere is not there
#   remediation: >-
#     Take the global cluster or the replica away, or make the replica in the region of its source. A key becomes single-region only by a new
#     one: leave `multi_region` out, and encrypt anew.
package policies.region.no_global_database

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.regions
import data.lib.value

# What spans regions by being there.
deny contains finding.of(resource, resource, [], message) if {
	some type, message in {
		"aws_rds_global_cluster": "a global cluster keeps a database in several regions",
		"aws_kms_replica_key": "a replica of a multi-region key",
		"aws_kms_replica_external_key": "a replica of a multi-region key",
	}
	some resource in inventory.managed(type)
}

# What spans regions by what is set.
rows := array.concat(
	[{"of": cluster, "facts": [facts.of(cluster, path, nothing(cluster, path, ""), "the cluster is a member of a global one")]} |
		some cluster in inventory.managed("aws_rds_cluster")
		path := ["global_cluster_identifier"]
	],
	[{"of": key, "facts": [facts.of(key, path, nothing(key, path, false), "the key is multi-region")]} |
		some type in ["aws_kms_key", "aws_kms_external_key"]
		some key in inventory.managed(type)
		path := ["multi_region"]
	],
)

nothing(at, path, _) := "yes" if value.left_out(at, path)

nothing(at, path, none) := value.equals(at, path, none) if not value.left_out(at, path)

deny contains found if {
	some row in rows
	some found in facts.broken(row.of, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.of, row.facts)
}

# ---------------------------------------------------------------- replicas

replicas := [copy |
	some copy in regions.copies
	copy.attribute[0] in object.get(sources, copy.of.type, [])
]

sources := {"aws_db_instance": ["replicate_source_db"], "aws_rds_cluster": ["replication_source_identifier", "source_region"]}

deny contains finding.of(replica.of, replica.of, replica.attribute, message) if {
	some replica in replicas
	count({replica.region, replica.of.region} - {null}) == 2
	message := sprintf("it is a replica in %s of a database in %s", [replica.of.region, replica.region])
}

undetermined contains finding.of(replica.of, replica.of, replica.attribute, "whether it is a replica of a database in another region is not known") if {
	some replica in replicas
	null in {replica.region, replica.of.region}
}
