package policies.registry.repositories_test

import data.policies.registry.repositories as policy

document(values, unknown, whole) := {"kind": "plan", "scopes": {"production": {"complete": {"aws_ecr_registry_scanning_configuration": whole}}}, "resources": {
	"aws_ecr_registry_scanning_configuration": [],
	"aws_ecr_repository": [{
		"address": "aws_ecr_repository.r",
		"type": "aws_ecr_repository",
		"mode": "managed",
		"scope": "production",
		"values": object.union({"name": "r", "image_tag_mutability": "IMMUTABLE"}, values),
		"unknown": unknown,
		"links": {},
		"parts": {},
	}],
}}

scanning(on) := {"image_scanning_configuration": [{"scan_on_push": on}]}

test_scans if {
	count(policy.deny | policy.undetermined) == 0 with input as document(scanning(true), {}, true)
	count(policy.deny) == 1 with input as document(scanning(false), {}, true)
	count(policy.deny) == 1 with input as document({}, {"image_scanning_configuration": {"kind": "unset", "reason": "not set"}}, true)
	count(policy.deny) == 0 with input as document(scanning(false), {}, "denied")
	count(policy.undetermined) == 1 with input as document(scanning(true), {}, "denied")
}

test_tags if {
	count(policy.deny) == 1 with input as document(object.union(scanning(true), {"image_tag_mutability": "MUTABLE"}), {}, true)
}
