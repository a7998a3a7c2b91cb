package lib.ingress_test

import data.lib.ingress

resource(type, more) := object.union(
	{
		"address": concat(".", [type, "r"]),
		"type": type,
		"mode": "managed",
		"values": {},
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

to(address) := [{"to": address, "certainty": "certain"}]

later := {"kind": "after_apply", "reason": "known after apply"}

group(ingress, parts) := resource("aws_security_group", {"values": {"ingress": ingress}, "parts": parts})

places(rules) := [[rule.at.type, rule.path] | some rule in rules]

old(values) := resource("aws_security_group_rule", {"values": values})

test_the_three_forms if {
	parts := {
		"aws_security_group_rule": [old({"type": "ingress"}), old({"type": "egress"}), old({})],
		"aws_vpc_security_group_ingress_rule": [resource("aws_vpc_security_group_ingress_rule", {})],
		"aws_default_security_group": [resource("aws_default_security_group", {"values": {"ingress": [{}]}})],
	}
	places(ingress.rules(group([{}, null, {}], parts))) == [
		["aws_security_group", ["ingress", 0]],
		["aws_security_group", ["ingress", 2]],
		["aws_security_group_rule", []],
		["aws_vpc_security_group_ingress_rule", []],
		["aws_default_security_group", ["ingress", 0]],
	]
	count(ingress.rules(resource("aws_security_group", {"unknown": {"ingress": later}}))) == 0
}

found(ranges) := [[range.at.address, range.path, range.cidr] | some range in ranges]

test_ranges_of_a_rule if {
	inline := group([{"cidr_blocks": ["10.0.0.0/8", null], "ipv6_cidr_blocks": ["::/0"]}], {})
	found(ingress.ranges(ingress.rules(inline)[0])) == [
		["aws_security_group.r", ["ingress", 0, "cidr_blocks", 0], "10.0.0.0/8"],
		["aws_security_group.r", ["ingress", 0, "ipv6_cidr_blocks", 0], "::/0"],
	]
	rule := resource("aws_vpc_security_group_ingress_rule", {"values": {"cidr_ipv4": "10.0.0.0/8", "cidr_ipv6": "::/0"}})
	found(ingress.ranges(ingress.whole(rule))) == [
		["aws_vpc_security_group_ingress_rule.r", ["cidr_ipv4"], "10.0.0.0/8"],
		["aws_vpc_security_group_ingress_rule.r", ["cidr_ipv6"], "::/0"],
	]
}

managed := resource("aws_ec2_managed_prefix_list", {
	"address": "aws_ec2_managed_prefix_list.m",
	"values": {"entry": [{"cidr": "10.0.0.0/8"}, {}]},
	"parts": {"aws_ec2_managed_prefix_list_entry": [resource("aws_ec2_managed_prefix_list_entry", {"values": {"cidr": "10.1.0.0/16"}})]},
})

read_only := resource("aws_ec2_managed_prefix_list", {
	"address": "data.aws_ec2_managed_prefix_list.d",
	"mode": "data",
	"values": {"entries": [{"cidr": "10.2.0.0/16"}]},
	"parts": {"aws_ec2_managed_prefix_list_entry": [resource("aws_ec2_managed_prefix_list_entry", {"values": {"cidr": "10.3.0.0/16"}})]},
})

of_aws := resource("aws_prefix_list", {
	"address": "data.aws_prefix_list.s3",
	"mode": "data",
	"values": {"cidr_blocks": ["10.4.0.0/16"]},
})

lists := {"resources": {"aws_ec2_managed_prefix_list": [managed, read_only], "aws_prefix_list": [of_aws]}}

# The entries of a list are where they are written; those of a list that is only read are where it is named.
test_ranges_of_prefix_lists if {
	by_links := {"prefix_list_ids[0]": to(managed.address), "prefix_list_ids[1]": to(read_only.address), "prefix_list_ids[2]": to(of_aws.address)}
	rule := resource("aws_security_group_rule", {"values": {"prefix_list_ids": ["pl-1", "pl-2", "pl-3", "pl-4"]}, "links": by_links})
	ranges := ingress.ranges(ingress.whole(rule)) with input as lists
	found(ranges) == [
		["aws_ec2_managed_prefix_list.m", ["entry", 0, "cidr"], "10.0.0.0/8"],
		["aws_ec2_managed_prefix_list_entry.r", ["cidr"], "10.1.0.0/16"],
		["aws_security_group_rule.r", ["prefix_list_ids", 1], "10.2.0.0/16"],
		["aws_ec2_managed_prefix_list_entry.r", ["cidr"], "10.3.0.0/16"],
		["aws_security_group_rule.r", ["prefix_list_ids", 2], "10.4.0.0/16"],
	]
}

test_a_list_of_lists_that_is_not_known_yet if {
	rule := resource("aws_security_group_rule", {"unknown": {"prefix_list_ids": later}, "links": {"prefix_list_ids": to(managed.address)}})
	ranges := ingress.ranges(ingress.whole(rule)) with input as lists
	count(ranges) == 2
}

test_groups_that_a_rule_admits if {
	known := old({"source_security_group_id": "sg-1", "self": true})
	ingress.groups(ingress.whole(known)) == [["source_security_group_id"], ["self"]]
	none := old({"source_security_group_id": "", "self": false})
	ingress.groups(ingress.whole(none)) == []
	linked := resource("aws_security_group_rule", {
		"unknown": {"source_security_group_id": later},
		"links": {"source_security_group_id": to("aws_security_group.r")},
	})
	here := {"resources": {"aws_security_group": [group([], {})]}}
	ingress.groups(ingress.whole(linked)) == [["source_security_group_id"]] with input as here
	gone := {"resources": {}}
	ingress.groups(ingress.whole(linked)) == [] with input as gone
}

modern(values) := ingress.whole(resource("aws_vpc_security_group_ingress_rule", {"values": values}))

# Only a protocol with ports and both of them, as numbers from 0 up, are plain; in each form of a rule.
test_plain if {
	with_ports := {"ip_protocol": "tcp", "from_port": 443, "to_port": 443}
	ingress.plain(modern(with_ports))
	ingress.plain(modern(object.union(with_ports, {"ip_protocol": "udp", "from_port": 0})))
	ingress.plain(ingress.whole(old({"protocol": "tcp", "from_port": 1, "to_port": 2})))
	ingress.plain(ingress.rules(group([{"protocol": "tcp", "from_port": 1, "to_port": 2}], {}))[0])
	every other in [
		{"ip_protocol": "-1"},
		{"ip_protocol": "icmp"},
		{"ip_protocol": null},
		{"from_port": -1},
		{"to_port": -1},
		{"from_port": null},
		{"to_port": null},
		{"from_port": "(redacted)"},
		{"to_port": "(redacted)"},
	] {
		not ingress.plain(modern(object.union(with_ports, other)))
	}
	every name in object.keys(with_ports) {
		not ingress.plain(modern(object.remove(with_ports, [name])))
	}
}

hidden(more) := count(ingress.hidden(resource("aws_security_group", more)))

test_rules_that_are_not_known if {
	hidden({"values": {"ingress": [{}]}}) == 0
	hidden({"values": {"ingress": [{}, null]}, "unknown": {"ingress[1]": later}}) == 1
	hidden({"unknown": {"ingress": later}}) == 1
	hidden({"unknown": {"ingress": {"kind": "unset", "reason": "not set"}}}) == 0
	hidden({"unknown": {"parts.aws_security_group_rule": later}}) == 1
	hidden({"parts": {"aws_default_security_group": [resource("aws_default_security_group", {"unknown": {"ingress": later}})]}}) == 1
}
