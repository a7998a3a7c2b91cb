# Is a subnet public? It is where its route table leads to an internet gateway, whatever the subnet is called.
package lib.network

import data.lib.links
import data.lib.logic
import data.lib.parts
import data.lib.value

# "yes", "no" or "unknown".
public(subnet) := logic.any_of([leads_out(table) | some table in tables(subnet)])

# The route tables by which a subnet is public.
ways_out(subnet) := [table.address | some table in tables(subnet); leads_out(table) == "yes"]

# The tables that are in force for a subnet: that of its association, else the main one of its VPC. Null stands for a table that
# may be in force and is not known.
tables(subnet) := array.concat(targets(own), unseen(subnet, "aws_route_table_association")) if {
	own := parts.of(subnet, "aws_route_table_association")
	count(own) > 0
} else := main_tables(vpc) if {
	not parts.short(subnet, "aws_route_table_association")

	# A subnet that is only read may have an association elsewhere.
	subnet.mode == "managed"
	vpc := parts.only(subnet, ["aws_vpc", "aws_default_vpc"])
} else := [null]

main_tables(vpc) := array.concat(targets(own), unseen(vpc, "aws_main_route_table_association")) if {
	own := parts.of(vpc, "aws_main_route_table_association")
	count(own) > 0
} else := [null] if {
	parts.short(vpc, "aws_main_route_table_association")
} else := array.concat(found, array.concat([vpc], unseen(vpc, "aws_default_route_table"))) if {
	# The VPC stands for the routes that are put on its own table by the VPC's attribute.
	found := parts.of(vpc, "aws_default_route_table")
	count(found) > 0
} else := [vpc] if {
	# No resource stands for the table of a VPC that Terraform makes: it has the routes put on it and none besides. In an account,
	# and in the VPC that an account is born with, there may be others.
	not parts.short(vpc, "aws_default_route_table")
	input.kind == "plan"
	vpc.type == "aws_vpc"
	vpc.mode == "managed"
} else := [null]

targets(associations) := [table |
	some association in associations
	some table in target(association)
]

target(association) := [table] if {
	table := parts.only(association, ["aws_route_table", "aws_default_route_table"])
} else := [null]

unseen(resource, type) := [null] if parts.short(resource, type)
else := []

# A route of the table goes to an internet gateway.
leads_out(table) := "unknown" if table == null
else := logic.any_of(array.concat(within, array.concat(beside, short))) if {
	within := inline(table, routes_of[table.mode])
	beside := [to_internet(route, ["gateway_id"]) | some route in parts.of(table, "aws_route")]
	short := ["unknown" | some _ in unseen(table, "aws_route")]
}

# Read as data, a table calls its routes otherwise.
routes_of := {"managed": "route", "data": "routes"}

inline(table, attribute) := [to_internet(table, [attribute, at, "gateway_id"]) | some at, _ in routes] if {
	routes := value.known(table, [attribute])
} else := [] if {
	table.mode == "managed"
	value.left_out(table, [attribute])
} else := ["unknown"]

to_internet(route, path) := "yes" if {
	startswith(value.known(route, path), "igw-")
} else := "yes" if count(links.linked(route, path) & gateways) > 0
else := "no" if value.present(route, path)
else := "no" if value.absent(route, path)
else := "no" if links.linked(route, path)
else := "unknown"

gateways := {gateway.address | some gateway in input.resources.aws_internet_gateway}

# By what names subnets (a subnet group, a service, a schedule): its subnets, by whether they are public. Worked out once, however many
# databases share a group.
routing := {holder.address: {answer: subnets |
		some answer in ["yes", "no", "unknown"]
		subnets := [row.subnet | some row in rows; row.public == answer]
	} |
	some type in ["aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_ecs_service", "aws_scheduler_schedule"]
	some holder in input.resources[type]
	rows := [{"subnet": subnet, "public": public(subnet)} | some subnet in subnets_of(holder)]
}

subnets_of(holder) := array.concat(parts.of(holder, "aws_subnet"), parts.of(holder, "aws_default_subnet"))
