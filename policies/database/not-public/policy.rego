# METADATA
# title: Databases are not public
# description: >-
#   No database instance or cluster is publicly accessible, neither by its flag nor by a subnet that routes to an internet gateway,
#   whatever the flag says.
# custom:
#   id: database/not-public
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     "*": [region]
#     aws_db_instance: [publicly_accessible, db_subnet_group_name, replicate_source_db]
#     aws_rds_cluster: [publicly_accessible, db_cluster_instance_class, db_subnet_group_name]
#     aws_rds_cluster_instance: [publicly_accessible, db_subnet_group_name, cluster_identifier]
#     aws_db_subnet_group: ["subnet_ids[]"]
#     aws_subnet: [vpc_id]
#     aws_default_subnet: [vpc_id]
#     aws_vpc: []
#     aws_default_vpc: []
#     aws_route_table_association: [subnet_id, route_table_id]
#     aws_main_route_table_association: [vpc_id, route_table_id]
#     aws_route_table: ["route[].gateway_id", "routes[].gateway_id"]
#     aws_default_route_table: [default_route_table_id, "route[].gateway_id"]
#     aws_route: [route_table_id, gateway_id]
#     aws_internet_gateway: []
#   unset:
#     aws_route_table.route[].gateway_id: absent
#     aws_default_route_table.route[].gateway_id: absent
#   decides:
#     "*.region": a replica alone depends on it, where it takes over from its source
#     aws_db_instance.publicly_accessible: a replica does not take over the flag of its source
#     aws_db_instance.db_subnet_group_name: a replica without a group takes over that of its source
#     aws_db_instance.replicate_source_db: a replica with a group of its own does not need its source
#     aws_rds_cluster.publicly_accessible: Aurora has no such flag, and a member does not take it over
#     aws_rds_cluster.db_cluster_instance_class: the flag of a cluster that has one says it all
#     aws_rds_cluster.db_subnet_group_name: a member with a group of its own does not need its cluster's
#     aws_rds_cluster_instance.db_subnet_group_name: a member without a group takes over that of its cluster
#     aws_rds_cluster_instance.cluster_identifier: a member with a group of its own does not need its cluster
#     aws_subnet.vpc_id: a subnet with a route table of its own does not need its VPC's
#     aws_default_subnet.vpc_id: a subnet with a route table of its own does not need its VPC's
#   sections: ["Database: production", "Networking: security groups"]
#   controls:
#     GDPR 32(1)(b): the database of patients' data cannot be reached from the internet
#     HIPAA 164.312(a)(1): only systems that were granted access can get to the database at all
#     HIPAA 164.312(e)(1): the data does not travel over the internet
#   remediation: >-
#     Set `publicly_accessible = false`, and put only subnets into the subnet group whose route table has no route to an internet
#     gateway.
package policies.database.not_public

import data.lib.databases
import data.lib.finding
import data.lib.inventory
import data.lib.placement
import data.lib.value

judged := [database |
	some type in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
	some database in inventory.managed(type)
]

deny contains finding.of(database, database, ["publicly_accessible"], message) if {
	some database in judged
	databases.flag(database) == "yes"
	message := "the database is publicly accessible by its flag"
}

deny contains found if {
	some one in placed
	some found in placement.broken(one.database, one.place)
}

undetermined contains finding.of(database, database, ["publicly_accessible"], message) if {
	some database in judged
	databases.flag(database) == "unknown"
	message := sprintf("whether the database is publicly accessible is not known: %s", [value.reason(database, ["publicly_accessible"])])
}

undetermined contains finding.of(database, database, ["db_subnet_group_name"], message) if {
	some database in judged
	not databases.group_of(database)
	message := "the database's subnet group is not known, or is the one that AWS falls back to"
}

undetermined contains found if {
	some one in placed
	some found in placement.open(one.database, one.place)
}

# Where a database is, by its subnet group.
placed := [{"database": database, "place": {"at": group, "path": ["subnet_ids"]}} |
	some database in judged
	group := databases.group_of(database)
]
