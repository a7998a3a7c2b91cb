# METADATA
# title: What works on data is in private subnets
# description: >-
#   The tasks of services and of schedules, databases and cache nodes are in private subnets alone and have no public address. A subnet is
#   public where its route table leads to an internet gateway, whatever it is called.
# custom:
#   id: network/private-workloads
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects:
#     [aws_ecs_service, aws_scheduler_schedule, aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance,
#     aws_elasticache_replication_group, aws_elasticache_cluster]
#   reads:
#     "*": [region]
#     aws_ecs_service: ["network_configuration[].subnets[]", "network_configuration[].assign_public_ip"]
#     aws_scheduler_schedule:
#       ["target[].ecs_parameters[].network_configuration[].subnets[]", "target[].ecs_parameters[].network_configuration[].assign_public_ip"]
#     aws_db_instance: [publicly_accessible, db_subnet_group_name, replicate_source_db]
#     aws_rds_cluster: [publicly_accessible, db_cluster_instance_class, db_subnet_group_name]
#     aws_rds_cluster_instance: [publicly_accessible, db_subnet_group_name, cluster_identifier]
#     aws_elasticache_replication_group: [subnet_group_name]
#     aws_elasticache_cluster: [subnet_group_name, replication_group_id]
#     aws_db_subnet_group: ["subnet_ids[]"]
#     aws_elasticache_subnet_group: ["subnet_ids[]"]
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
#     aws_ecs_service.network_configuration[].assign_public_ip: left out, a service gives none
#     aws_db_instance.publicly_accessible: a replica does not take over the flag of its source
#     aws_db_instance.db_subnet_group_name: a replica without a group takes over that of its source
#     aws_db_instance.replicate_source_db: a replica with a group of its own does not need its source
#     aws_rds_cluster.publicly_accessible: Aurora has no such flag, and a member does not take it over
#     aws_rds_cluster.db_cluster_instance_class: the flag of a cluster that has one says it all
#     aws_rds_cluster.db_subnet_group_name: a member with a group of its own does not need its cluster's
#     aws_rds_cluster_instance.db_subnet_group_name: a member without a group takes over that of its cluster
#     aws_rds_cluster_instance.cluster_identifier: a member with a group of its own does not need its cluster
#     aws_elasticache_cluster.replication_group_id: a node of a group is judged as the group's
#     aws_subnet.vpc_id: a subnet with a route table of its own does not need its VPC's
#     aws_default_subnet.vpc_id: a subnet with a route table of its own does not need its VPC's
#   sections: ["Networking: VPC layout"]
#   controls:
#     HIPAA 164.312(e)(1): nobody outside of the network reaches a task, a database or a cache
#     ISO 27001 A.8.22: what holds data is apart from what the internet reaches
#     SOC 2 CC6.6: the boundary to the internet is the load balancer alone
#   remediation: >-
#     Name only subnets whose route table has no route to an internet gateway, and set `assign_public_ip = false`, or of a database
#     `publicly_accessible = false`.
package policies.network.private_workloads

import data.lib.caches
import data.lib.databases
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.placement
import data.lib.tasks
import data.lib.value

subjects contains starter.by.address if some starter in tasks.starters

subjects contains one.of.address if some one in array.concat(hosts, nodes)

# Databases and caches, with their subnet groups: none where that is not known.
hosts := [{"of": database, "groups": [group | group := databases.group_of(database)]} |
	some type in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
	some database in inventory.managed(type)
]

nodes := [{"of": cache, "groups": [group | group := caches.group_of(cache)]} | some cache in caches.judged]

# ---------------------------------------------------------------- subnets

places := array.concat(
	[{"of": starter.by, "at": starter.by, "path": tasks.network(starter, "subnets")} | some starter in tasks.starters],
	[{"of": one.of, "at": group, "path": ["subnet_ids"]} | some one in array.concat(hosts, nodes); some group in one.groups],
)

deny contains found if {
	some place in places
	some found in placement.broken(place.of, place)
}

undetermined contains found if {
	some place in places
	some found in placement.open(place.of, place)
}

undetermined contains finding.of(one.of, one.of, [attribute], "its subnet group is not known, or is the one that AWS falls back to") if {
	some one in array.concat(hosts, nodes)
	one.groups == []
	attribute := named[one.of.type]
}

named := {
	"aws_db_instance": "db_subnet_group_name",
	"aws_rds_cluster": "db_subnet_group_name",
	"aws_rds_cluster_instance": "db_subnet_group_name",
	"aws_elasticache_replication_group": "subnet_group_name",
	"aws_elasticache_cluster": "subnet_group_name",
}

# ---------------------------------------------------------------- addresses

rows := array.concat(
	[{"of": starter.by, "facts": [facts.of(starter.by, path, without(starter.by, path), "its tasks have public addresses")]} |
		some starter in tasks.starters
		path := tasks.network(starter, "assign_public_ip")
	],
	[{"of": one.of, "facts": [facts.of(one.of, ["publicly_accessible"], is, "the database is publicly accessible by its flag")]} |
		some one in hosts
		is := logic.opposite(databases.flag(one.of))
	],
)

# Amazon ECS gives a service's tasks none where it does not say so; of a schedule's tasks that is not told.
without(at, path) := "yes" if value.known(at, path) == false
else := "no" if value.known(at, path) == true
else := "yes" if {
	at.type == "aws_ecs_service"
	value.left_out(at, path)
} else := "unknown"

deny contains found if {
	some row in rows
	some found in facts.broken(row.of, row.facts)
}

undetermined contains found if {
	some row in rows
	some found in facts.open(row.of, row.facts)
}

undetermined contains finding.of(node, node, ["replication_group_id"], "whether the node stands alone is not known") if some node in caches.unsure
