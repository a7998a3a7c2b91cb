package policies.database.not_public_test

import data.lib.databases
import data.lib.network
import data.policies.database.not_public

# ---------------------------------------------------------------- documents

resource(type, name, more) := object.union(
	{
		"address": sprintf("%s.%s", [type, name]),
		"type": type,
		"mode": "managed",
		"scope": "production",
		"region": "eu-central-1",
		"values": {},
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

to(address) := [{"to": address, "certainty": "certain"}]

gateway := resource("aws_internet_gateway", "out", {})

private_table := resource("aws_route_table", "private", {"values": {"route": []}})

public_table := resource("aws_route_table", "public", {"values": {"route": [{"gateway_id": ""}, {"gateway_id": "igw-1"}]}})

routed(name, tables) := resource("aws_subnet", name, {"parts": {"aws_route_table_association": [resource("aws_route_table_association", name, {"parts": {"aws_route_table": tables}})]}})

group(subnets) := resource("aws_db_subnet_group", "main", {
	"values": {"subnet_ids": [subnet.address | some subnet in subnets]},
	"links": {sprintf("subnet_ids[%d]", [at]): to(subnet.address) | some at, subnet in subnets},
	"parts": {"aws_subnet": subnets},
})

instance(flag, groups) := resource("aws_db_instance", "main", {
	"values": {"publicly_accessible": flag, "db_subnet_group_name": "main"},
	"parts": {"aws_db_subnet_group": groups},
})

document(databases_of, groups) := {
	"kind": "plan",
	"scopes": {"production": {"complete": {}}},
	"resources": {
		"aws_db_instance": [database | some database in databases_of; database.type == "aws_db_instance"],
		"aws_rds_cluster": [database | some database in databases_of; database.type == "aws_rds_cluster"],
		"aws_rds_cluster_instance": [database | some database in databases_of; database.type == "aws_rds_cluster_instance"],
		"aws_db_subnet_group": groups,
		"aws_subnet": [subnet | some one in groups; some subnet in one.parts.aws_subnet],
		"aws_internet_gateway": [gateway],
	},
}

# ---------------------------------------------------------------- the flag

places(findings) := {[finding.subject, finding.at, finding.attribute] | some finding in findings}

private := group([routed("a", [private_table])])

test_flag_set if {
	found := places(not_public.deny) with input as document([instance(true, [private])], [private])
	found == {["aws_db_instance.main", "aws_db_instance.main", ["publicly_accessible"]]}
}

test_flag_clear_and_private_subnets if {
	here := document([instance(false, [private])], [private])
	count(not_public.deny) == 0 with input as here
	count(not_public.undetermined) == 0 with input as here
}

test_flag_not_known if {
	database := object.union(instance(null, [private]), {"unknown": {"publicly_accessible": later}})
	here := document([database], [private])
	count(not_public.deny) == 0 with input as here
	found := not_public.undetermined with input as here
	places(found) == {["aws_db_instance.main", "aws_db_instance.main", ["publicly_accessible"]]}
	every finding in found { contains(finding.message, "known after apply") }
}

test_flag_without_a_value_is_not_clear if {
	found := not_public.undetermined with input as document([instance(null, [private])], [private])
	every finding in found { contains(finding.message, "it has no value") }
	count(found) == 1
}

cluster(values) := resource("aws_rds_cluster", "main", {"values": values, "parts": {"aws_db_subnet_group": [private]}})

test_aurora_cluster_has_no_flag if {
	here := document([cluster({"db_cluster_instance_class": null})], [private])
	count(not_public.deny | not_public.undetermined) == 0 with input as here
}

test_a_cluster_whose_flag_is_not_known_is_not_clear if {
	database := object.union(cluster({}), {"unknown": {"publicly_accessible": later}})
	count(not_public.undetermined) == 1 with input as document([database], [private])
}

test_cluster_of_hosts_has_one if {
	here := document([cluster({"db_cluster_instance_class": "db.m5d.large"})], [private])
	count(not_public.undetermined) == 1 with input as here
}

test_cluster_of_hosts_with_its_flag_set if {
	here := document([cluster({"db_cluster_instance_class": "db.m5d.large", "publicly_accessible": true})], [private])
	count(not_public.deny) == 1 with input as here
}

test_data_sources_are_no_subjects if {
	database := object.union(instance(true, [private]), {"mode": "data"})
	here := document([database], [private])
	count(not_public.deny | not_public.undetermined) == 0 with input as here
}

# ---------------------------------------------------------------- the subnet group

test_one_public_subnet_of_two if {
	both := group([routed("a", [private_table]), routed("b", [public_table])])
	found := not_public.deny with input as document([instance(false, [both])], [both])
	found == {{
		"subject": "aws_db_instance.main",
		"at": "aws_db_subnet_group.main",
		"attribute": ["subnet_ids"],
		"message": "aws_subnet.b is public: aws_route_table.public has a route to an internet gateway",
	}}
}

test_group_not_known if {
	found := places(not_public.undetermined) with input as document([instance(false, [])], [])
	found == {["aws_db_instance.main", "aws_db_instance.main", ["db_subnet_group_name"]]}
}

judged(one) := places(found) if {
	found := not_public.undetermined with input as document([instance(false, [one])], [one])
}

test_subnets_not_all_known if {
	two := group([routed("a", [private_table]), routed("b", [private_table])])
	judged(two) == set()
	one_link := object.union(object.remove(two, ["links"]), {"links": {"subnet_ids[0]": to("aws_subnet.a")}})
	hidden := object.union(one_link, {"values": {"subnet_ids": ["aws_subnet.a", null]}, "unknown": {"subnet_ids[1]": later}})
	every one in [
		one_link,
		hidden,
		object.union(two, {"unknown": {"subnet_ids": later}}),
		object.union(two, {"values": {"subnet_ids": []}}),
		object.union(two, {"links": {"subnet_ids[1]": to("aws_subnet.gone")}}),
	] {
		judged(one) == {["aws_db_instance.main", "aws_db_subnet_group.main", ["subnet_ids"]]}
	}
}

test_ambiguous_subnet if {
	one := group([routed("a", [private_table])])
	unsure := object.union(one, {"links": {"subnet_ids[0]": [{"to": "aws_subnet.a", "certainty": "ambiguous"}]}})
	count(not_public.undetermined) == 1 with input as document([instance(false, [unsure])], [unsure])
}

test_subnets_known_only_by_their_references if {
	one := group([routed("a", [private_table])])
	by_reference := object.union(object.remove(one, ["values", "links"]), {
		"values": {},
		"unknown": {"subnet_ids": later},
		"links": {"subnet_ids": to("aws_subnet.a")},
	})
	here := document([instance(false, [by_reference])], [by_reference])
	count(not_public.deny | not_public.undetermined) == 0 with input as here
}

test_route_table_not_known if {
	one := group([routed("a", [])])
	found := places(not_public.undetermined) with input as document([instance(false, [one])], [one])
	found == {["aws_db_instance.main", "aws_db_subnet_group.main", ["subnet_ids"]]}
}

# ---------------------------------------------------------------- what is taken over

nameless(type, name, parts) := resource(type, name, {
	"values": {"publicly_accessible": false},
	"unknown": {"db_subnet_group_name": unset},
	"parts": parts,
})

test_member_takes_over_the_group_of_its_cluster if {
	member := nameless("aws_rds_cluster_instance", "main", {"aws_rds_cluster": [cluster({})]})
	databases.group_of(member).address == "aws_db_subnet_group.main"
}

test_replica_of_a_replica_takes_over_the_group if {
	first := nameless("aws_db_instance", "first", {"aws_db_instance": [instance(false, [private])]})
	second := nameless("aws_db_instance", "second", {"aws_db_instance": [first]})
	databases.group_of(first).address == "aws_db_subnet_group.main"
	databases.group_of(second).address == "aws_db_subnet_group.main"
}

test_nothing_is_taken_over_from_another_region if {
	source := object.union(instance(false, [private]), {"region": "eu-west-1"})
	not databases.group_of(nameless("aws_db_instance", "replica", {"aws_db_instance": [source]}))
}

test_nothing_is_taken_over_where_no_region_is_known if {
	nowhere := {"region": null}
	source := object.union(instance(false, [private]), nowhere)
	not databases.group_of(object.union(nameless("aws_db_instance", "replica", {"aws_db_instance": [source]}), nowhere))
}

test_nothing_is_taken_over_where_a_group_is_named if {
	named := object.union(nameless("aws_db_instance", "replica", {"aws_db_instance": [instance(false, [private])]}), {"unknown": {"db_subnet_group_name": later}})
	not databases.group_of(named)
}

test_nobody_to_take_over_from if {
	not databases.group_of(nameless("aws_db_instance", "main", {}))
	not databases.group_of(nameless("aws_rds_cluster", "main", {}))
}

# ---------------------------------------------------------------- routes

in_plan := {"kind": "plan", "resources": {"aws_internet_gateway": [gateway], "aws_vpn_gateway": [resource("aws_vpn_gateway", "v", {})]}}

leads_out(table) := answer if {
	answer := network.leads_out(table) with input as in_plan
}

table(values, more) := resource("aws_route_table", "t", object.union({"values": values}, more))

route(more) := resource("aws_route", "r", more)

test_inline_routes if {
	leads_out(table({"route": []}, {})) == "no"
	leads_out(table({"route": [{"gateway_id": "vgw-1"}, {"gateway_id": ""}, {"gateway_id": null}]}, {})) == "no"
	leads_out(table({"route": [{"gateway_id": "igw-1"}]}, {})) == "yes"
	leads_out(table({"route": [{}]}, {"unknown": {"route[0].gateway_id": later}})) == "unknown"
	leads_out(table({"route": [null]}, {"unknown": {"route[0]": later}})) == "unknown"
	leads_out(table({}, {"unknown": {"route": later}})) == "unknown"
	leads_out(table({}, {"unknown": {"route": unset}})) == "no"
}

by(links) := leads_out(table({"route": []}, {"parts": {"aws_route": [route({"unknown": {"gateway_id": later}, "links": links})]}}))

test_routes_by_their_links if {
	by({"gateway_id": to("aws_internet_gateway.out")}) == "yes"
	by({"gateway_id": to("aws_vpn_gateway.v")}) == "no"
	by({"gateway_id": to("aws_internet_gateway.gone")}) == "unknown"
	by({}) == "unknown"
}

test_a_route_may_be_missing if {
	short := {"parts.aws_route": later}
	leads_out(table({"route": []}, {"unknown": short})) == "unknown"
	leads_out(table({"route": [{"gateway_id": "igw-1"}]}, {"unknown": short})) == "yes"
}

test_tables_read_as_data if {
	leads_out(table({"routes": [{"gateway_id": "igw-1"}]}, {"mode": "data"})) == "yes"
	leads_out(table({"routes": [{"gateway_id": "local"}]}, {"mode": "data"})) == "no"
	leads_out(table({}, {"mode": "data"})) == "unknown"
}

# ---------------------------------------------------------------- the main route table

public(subnet) := answer if {
	answer := network.public(subnet) with input as in_plan
}

vpc(more) := resource("aws_vpc", "main", more)

inside(around, more) := resource("aws_subnet", "s", object.union({"parts": {"aws_vpc": [around]}}, more))

out := route({"values": {"gateway_id": "igw-1"}})

made_main(tables) := {"aws_main_route_table_association": [resource("aws_main_route_table_association", "m", {"parts": {"aws_route_table": tables}})]}

adopted(values) := {"aws_default_route_table": [resource("aws_default_route_table", "d", {"values": values})]}

test_own_main_table if {
	public(inside(vpc({}), {})) == "no"
	public(inside(vpc({"parts": {"aws_route": [out]}}), {})) == "yes"
	public(inside(vpc({"unknown": {"parts.aws_route": later}}), {})) == "unknown"
}

test_own_main_table_of_an_account if {
	in_account := object.union(in_plan, {"kind": "snapshot"})
	network.public(inside(vpc({}), {})) == "unknown" with input as in_account
}

test_main_table_of_somebody_else if {
	public(inside(vpc({"mode": "data"}), {})) == "unknown"
	public(inside(vpc({"mode": "data", "parts": {"aws_route": [out]}}), {})) == "unknown"
	public(inside(vpc({"type": "aws_default_vpc"}), {})) == "unknown"
	public(resource("aws_subnet", "s", {})) == "unknown"
	public(inside(vpc({}), {"mode": "data"})) == "unknown"
}

test_table_made_the_main_one if {
	public(inside(vpc({"parts": made_main([private_table])}), {})) == "no"
	public(inside(vpc({"parts": made_main([public_table])}), {})) == "yes"
	public(inside(vpc({"parts": made_main([])}), {})) == "unknown"
	public(inside(vpc({"parts": made_main([private_table]), "unknown": {"parts.aws_main_route_table_association": later}}), {})) == "unknown"
	public(inside(vpc({"unknown": {"parts.aws_main_route_table_association": later}}), {})) == "unknown"
}

test_adopted_table if {
	public(inside(vpc({"parts": adopted({"route": []})}), {})) == "no"
	public(inside(vpc({"parts": adopted({"route": [{"gateway_id": "igw-1"}]})}), {})) == "yes"
	public(inside(vpc({"parts": object.union(adopted({"route": []}), {"aws_route": [out]})}), {})) == "yes"
	public(inside(vpc({"parts": adopted({"route": []}), "unknown": {"parts.aws_default_route_table": later}}), {})) == "unknown"
	public(inside(vpc({"unknown": {"parts.aws_default_route_table": later}}), {})) == "unknown"
}

test_an_association_may_be_missing if {
	short := {"unknown": {"parts.aws_route_table_association": later}}
	public(inside(vpc({}), short)) == "unknown"
	public(object.union(routed("a", [private_table]), short)) == "unknown"
	public(object.union(routed("a", [public_table]), short)) == "yes"
}

test_an_association_beats_the_main_table if {
	open := vpc({"parts": {"aws_route": [out]}})
	public(object.union(routed("a", [private_table]), {"parts": {"aws_vpc": [open]}})) == "no"
}
