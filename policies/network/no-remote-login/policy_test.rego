package policies.network.no_remote_login_test

import data.policies.network.no_remote_login as policy

document(values) := {"resources": {"aws_instance": [{
	"address": "aws_instance.i",
	"type": "aws_instance",
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": {},
	"links": {},
	"parts": {},
}]}}

test_an_account_says_that_there_is_no_key_with_an_empty_name if {
	count(policy.deny) == 0 with input as document({"key_name": ""})
	count(policy.deny) == 1 with input as document({"key_name": "k"})
}

later := {"kind": "after_apply", "reason": "known after apply"}

rule(values, unknown) := {
	"address": "aws_vpc_security_group_ingress_rule.r",
	"type": "aws_vpc_security_group_ingress_rule",
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

messages(resources) := {finding.message | some finding in found} if {
	found := policy.undetermined with input as {"scopes": {"staging": {"complete": {}}}, "resources": resources}
}

test_it_says_what_is_not_known if {
	group := object.union(rule({"ingress": []}, {}), {
		"address": "aws_security_group.g",
		"type": "aws_security_group",
		"parts": {"aws_vpc_security_group_ingress_rule": [rule({"cidr_ipv4": "10.0.0.0/8"}, {"ip_protocol": later})]},
	})
	messages({"aws_security_group": [group]}) == {"which protocol and which ports are admitted is not known"}
	loose := rule({"cidr_ipv4": "10.0.0.0/8", "ip_protocol": "tcp", "from_port": 22, "to_port": 22}, {"security_group_id": later})
	messages({"aws_vpc_security_group_ingress_rule": [loose]}) == {"what the rule is put on is not known"}
}
