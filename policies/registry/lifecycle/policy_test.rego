package policies.registry.lifecycle_test

import data.policies.registry.lifecycle as policy

made(type, values, unknown) := {
	"address": sprintf("%s.x", [type]),
	"type": type,
	"mode": "managed",
	"scope": "account",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

document(rules, unknown) := {"kind": "plan", "scopes": {"account": {"complete": {"aws_ecr_lifecycle_policy": true}}}, "resources": {
	"aws_ecr_repository": [made("aws_ecr_repository", {"name": "r"}, {})],
	"aws_ecr_lifecycle_policy": [made("aws_ecr_lifecycle_policy", {"repository": "r", "policy": {"rules": rules}}, unknown)],
}}

rule(selection) := {"action": {"type": "expire"}, "selection": selection}

untagged := {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7}

tagged := {"tagStatus": "tagged", "tagPatternList": ["*"], "countType": "imageCountMoreThan", "countNumber": 20}

denied(selections) := count(found) if {
	found := policy.deny with input as document([rule(selection) | some selection in selections], {})
}

test_rules if {
	denied([untagged, tagged]) == 0
	denied([untagged, object.union(tagged, {"countNumber": 100})]) == 1
	denied([untagged, object.union(tagged, {"countNumber": 5})]) == 2
	denied([object.union(untagged, {"countNumber": 14}), tagged]) == 1
	denied([object.union(untagged, {"countType": "imageCountMoreThan"}), tagged]) == 1
	denied([untagged, object.union(tagged, {"tagPatternList": ["v*"]})]) == 1
	denied([untagged, object.union(tagged, {"tagPatternList": ["*", "v*"]})]) == 1
	denied([untagged, tagged, {"tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 90}]) == 1
	denied([]) == 2
}

test_what_is_not_known if {
	later := {"kind": "after_apply", "reason": "known after apply"}
	open := policy.undetermined with input as document([rule(untagged), rule(object.remove(tagged, ["countNumber"]))], {"policy.rules[1].selection.countNumber": later})
	count(open) == 2
}
