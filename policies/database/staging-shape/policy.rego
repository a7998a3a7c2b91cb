# METADATA
# title: The staging database has the agreed shape
# description: >-
#   Every database of staging is an Aurora Serverless v2 cluster of the agreed capacity that pauses when nobody uses it, with as many members
#   as agreed, all of them serverless.
# custom:
#   id: database/staging-shape
#   severity: medium
#   on: [plan, account]
#   scopes: [staging]
#   subjects: [aws_rds_cluster, aws_rds_cluster_instance, aws_db_instance]
#   reads:
#     aws_rds_cluster:
#       - engine_mode
#       - "serverlessv2_scaling_configuration[].min_capacity"
#       - "serverlessv2_scaling_configuration[].max_capacity"
#       - "serverlessv2_scaling_configuration[].seconds_until_auto_pause"
#     aws_rds_cluster_instance: [instance_class, cluster_identifier]
#     aws_db_instance: [instance_class]
#   unset:
#     aws_rds_cluster.serverlessv2_scaling_configuration[].min_capacity: absent
#     aws_rds_cluster.serverlessv2_scaling_configuration[].max_capacity: absent
#   decides:
#     aws_rds_cluster_instance.cluster_identifier: a member is judged whichever cluster it is in
#     aws_db_instance.instance_class: no instance has the shape, whatever its class
#   sections: ["Database: staging"]
#   controls:
#     ISO 27001 A.8.9: staging's database has the configuration that was agreed
#     SOC 2 CC8.1: another capacity is a change that somebody has to approve
#   remediation: >-
#     Set `serverlessv2_scaling_configuration` and each member's `instance_class` as `policies/data/architecture.yaml` has them, declare as many
#     members as it has, and leave out `engine_mode`. Use such an `aws_rds_cluster` instead of an `aws_db_instance`.
package policies.database.staging_shape

import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.links

# The agreed shape of a database's environment, where it is that of a cluster.
shape(database) := wanted if {
	wanted := data.architecture.scopes[database.scope].database
	wanted.capacity
}

rows := array.concat(
	[{"at": cluster, "facts": said(cluster, shape(cluster), "serverlessv2_scaling_configuration")} |
		some cluster in inventory.managed("aws_rds_cluster")
	],
	[{"at": member, "facts": [facts.equals(member, ["instance_class"], wanted.instance_class, message)]} |
		some member in inventory.managed("aws_rds_cluster_instance")
		wanted := shape(member)
		message := sprintf("the class is not %s", [wanted.instance_class])
	],
)

said(cluster, wanted, block) := [
	facts.one_of(cluster, ["engine_mode"], {"provisioned"}, "the mode is not that of Serverless v2, `provisioned`"),
	facts.equals(cluster, [block, 0, "min_capacity"], wanted.capacity.min_acu, sprintf("the capacity does not start at %v ACU", [wanted.capacity.min_acu])),
	facts.equals(cluster, [block, 0, "max_capacity"], wanted.capacity.max_acu, sprintf("the capacity does not end at %v ACU", [wanted.capacity.max_acu])),
	facts.equals(
		cluster, [block, 0, "seconds_until_auto_pause"], wanted.capacity.seconds_until_auto_pause,
		sprintf("the cluster does not pause after %v seconds", [wanted.capacity.seconds_until_auto_pause]),
	),
]

deny contains found if {
	some row in rows
	some found in facts.broken(row.at, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.at, row.facts)
}

deny contains finding.of(database, database, ["instance_class"], message) if {
	some database in inventory.managed("aws_db_instance")
	wanted := shape(database)
	message := sprintf("the database is an instance, and not a cluster of %s", [wanted.engine])
}

# ---------------------------------------------------------------- how many members

# Of each member whose cluster is known, that cluster.
joined := [cluster | some member in inventory.managed("aws_rds_cluster_instance"); some cluster in links.linked(member, ["cluster_identifier"])]

number(cluster) := count([1 | some address in joined; address == cluster.address])

# Why there may be more.
doubts(scope) := {reason | reason := inventory.incomplete("aws_rds_cluster_instance")[scope]} | {reason |
	some member in inventory.managed("aws_rds_cluster_instance")
	not links.linked(member, ["cluster_identifier"])
	reason := sprintf("the cluster of %s is not known", [member.address])
}

deny contains finding.of(cluster, cluster, [], message) if {
	some cluster in inventory.managed("aws_rds_cluster")
	wanted := shape(cluster)
	found := number(cluster)
	wrong(found, wanted.instances, doubts(cluster.scope))
	message := sprintf("the cluster has %d members, and not %d", [found, wanted.instances])
}

wrong(found, wanted, _) if found > wanted

wrong(found, wanted, doubts) if {
	found < wanted
	count(doubts) == 0
}

undetermined contains finding.of(cluster, cluster, [], message) if {
	some cluster in inventory.managed("aws_rds_cluster")
	wanted := shape(cluster)
	number(cluster) <= wanted.instances
	reasons := doubts(cluster.scope)
	count(reasons) > 0
	message := sprintf("how many members the cluster has is not known: %s", [concat("; ", sort(reasons))])
}
