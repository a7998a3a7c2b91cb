package policies.compute.fargate_only_test

import data.policies.compute.fargate_only as policy

instance(name, scope, check) := {
	"address": sprintf("aws_instance.%s", [name]),
	"type": "aws_instance",
	"mode": "managed",
	"scope": scope,
	"values": {"instance_type": data.architecture.scopes.staging.nat_instance_type, "source_dest_check": check},
	"unknown": {},
}

denied(instances) := {finding.subject | some finding in found} if {
	document := {"scopes": {"staging": {"complete": {"aws_instance": true}}}, "resources": {"aws_instance": instances}}
	found := policy.deny with input as document
}

test_one_instance_forwards_in_staging if {
	denied([instance("a", "staging", false)]) == set()
	denied([instance("a", "staging", true)]) == {"aws_instance.a"}
	denied([instance("a", "unassigned", false)]) == {"aws_instance.a"}
	denied([instance("a", "staging", false), instance("b", "staging", true)]) == {"aws_instance.b"}
	denied([instance("a", "staging", false), instance("b", "staging", false)]) == {"aws_instance.a", "aws_instance.b"}
}
