package lib.acl_test

import data.lib.acl

resource(type, values, more) := object.union(
	{
		"address": concat(".", [type, "r"]),
		"type": type,
		"mode": "managed",
		"values": values,
		"unknown": {},
		"links": {},
		"parts": {},
	},
	more,
)

# Rules of their own, written as [number, action, range], each with changes.
rule(row, more) := resource(
	"aws_network_acl_rule",
	object.union(
		{
			"rule_number": row[0],
			"rule_action": row[1],
			"cidr_block": row[2],
			"egress": false,
			"protocol": "tcp",
			"from_port": 22,
			"to_port": 22,
		},
		more,
	),
	{"address": sprintf("aws_network_acl_rule.%d", [row[0]])},
)

hidden(rule, attribute) := object.union(
	object.remove(rule, ["values"]),
	{"values": object.remove(rule.values, [attribute]), "unknown": {attribute: {"kind": "hidden", "reason": "hidden"}}},
)

with_rules(rules) := resource("aws_network_acl", {"ingress": []}, {"parts": {"aws_network_acl_rule": rules}})

# The numbers of the entries that open port 22.
opens(rules) := {to_number(split(place[0], ".")[1]) | some place in acl.opening(with_rules(rules), 22)}

all := "0.0.0.0/0"

allow := rule([100, "allow", all], {})

test_the_lowest_number_decides if {
	opens([allow]) == {100}
	opens([allow, rule([99, "deny", all], {})]) == set()
	opens([allow, rule([101, "deny", all], {})]) == {100}
	opens([rule([99, "deny", all], {})]) == set()
}

test_a_denial_counts_where_it_covers_all_that_is_allowed if {
	opens([allow, rule([99, "deny", "0.0.0.0/1"], {})]) == {100}
	opens([allow, rule([98, "deny", "128.0.0.0/1"], {}), rule([99, "deny", "0.0.0.0/1"], {})]) == set()
	opens([allow, rule([98, "deny", "128.0.0.0/1"], {}), rule([101, "deny", "0.0.0.0/1"], {})]) == {100}
}

test_a_denial_counts_where_it_is_about_the_port if {
	opens([allow, rule([99, "deny", all], {"from_port": 0, "to_port": 22})]) == set()
	opens([allow, rule([99, "deny", all], {"from_port": 22, "to_port": 80})]) == set()
	opens([allow, rule([99, "deny", all], {"from_port": 0, "to_port": 21})]) == {100}
	opens([allow, rule([99, "deny", all], {"from_port": 23, "to_port": 80})]) == {100}
	opens([allow, rule([99, "deny", all], {"protocol": "udp"})]) == {100}
	opens([allow, rule([99, "deny", all], {"protocol": "-1"})]) == set()
	opens([allow, rule([99, "deny", all], {"protocol": "-1", "from_port": 80, "to_port": 80})]) == set()
	opens([allow, rule([99, "deny", all], {"protocol": "-1", "from_port": 0, "to_port": 0})]) == set()
}

test_words_in_capitals if {
	opens([rule([100, "ALLOW", all], {"protocol": "TCP"})]) == {100}
	opens([allow, rule([99, "DENY", all], {})]) == set()
}

test_what_is_not_known_may_deny_before if {
	before := rule([99, "deny", "10.0.0.0/8"], {"from_port": 80, "to_port": 80})
	opens([allow, before]) == {100}
	opens([allow, hidden(before, "cidr_block")]) == {100}
	opens([allow, hidden(before, "from_port")]) == {100}
	opens([allow, hidden(before, "protocol")]) == {100}
	every attribute in ["rule_action", "cidr_block", "rule_number", "from_port", "protocol"] {
		opens([allow, hidden(rule([99, "deny", all], {}), attribute)]) == set()
	}
	opens([allow, hidden(rule([101, "deny", all], {}), "cidr_block")]) == {100}
	opens([allow, hidden(rule([101, "deny", all], {}), "rule_number")]) == set()
	opens([allow, hidden(rule([99, "deny", all], {}), "egress")]) == set()
	opens([allow, hidden(rule([99, "allow", all], {}), "rule_action")]) == set()
}

test_what_is_not_known_allows_nothing if {
	every attribute in ["rule_action", "cidr_block", "from_port", "to_port", "protocol", "egress"] {
		opens([hidden(allow, attribute)]) == set()
	}
	opens([rule([100, "allow", all], {"egress": true})]) == set()
}

later := {"kind": "after_apply", "reason": "known after apply"}

test_a_list_that_may_be_short_opens_nothing if {
	list := with_rules([allow])
	count(acl.opening(list, 22)) == 1
	every path in ["parts.aws_network_acl_rule", "parts.aws_default_network_acl", "ingress"] {
		short := object.union(object.remove(list, ["values"]), {"values": {}, "unknown": {path: later}})
		count(acl.opening(short, 22)) == 0
	}
	unset := object.union(object.remove(list, ["values"]), {"values": {}, "unknown": {"ingress": {"kind": "unset", "reason": "not set"}}})
	count(acl.opening(unset, 22)) == 1
}

of_a_vpc(list) := acl.opening(resource("aws_vpc", {}, {"parts": {"aws_network_acl_rule": [allow], "aws_default_network_acl": list}}), 22)

test_the_list_that_a_vpc_brings_along if {
	denial := {"rule_no": 99, "action": "deny", "protocol": "all", "cidr_block": all}
	count(of_a_vpc([])) == 1
	count(of_a_vpc([resource("aws_default_network_acl", {"ingress": [denial]}, {})])) == 0
	count(of_a_vpc([resource("aws_default_network_acl", {"ingress": []}, {"unknown": {"parts.aws_network_acl_rule": later}})])) == 0
}

complete(rule) if acl.definite(acl.entries(with_rules([rule]))[0])

test_an_entry_that_is_taken_out_is_none if {
	list := resource("aws_network_acl", {"ingress": [null, {"rule_no": 1, "action": "allow", "protocol": "-1", "cidr_block": all}]}, {})
	count(acl.entries(list)) == 1
	count(acl.entries(object.union(list, {"unknown": {"ingress[0]": later}}))) == 2
}

test_all_that_decides_is_there if {
	complete(allow)
	complete(rule([1, "deny", all], {"protocol": "udp", "from_port": null}))
	every attribute in ["rule_number", "rule_action", "cidr_block", "from_port", "to_port", "protocol"] {
		without := rule([1, "allow", all], {attribute: null})
		not complete(without)
	}
	no_range := rule([1, "allow", "everywhere"], {})
	not complete(no_range)
	complete(rule([1, "allow", ""], {"ipv6_cidr_block": "::/0"}))
}
