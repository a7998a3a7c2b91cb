package policies.cost.priced_test

import data.policies.cost.priced as policy

document(state) := {
	"kind": "plan",
	"scopes": {"production": {"profile": "day1", "complete": {}}},
	"cost": {"production": {
		"complete": false,
		"billed": ["aws_eks_cluster.c"],
		"unpriced": [
			{"address": "aws_eks_cluster.c", "name": "aws_eks_cluster.c", "component": "", "state": state, "reason": "because"},
			{"address": null, "name": "a share", "component": "share", "state": state, "reason": "because"},
		],
	}},
	"resources": {},
}

test_what_nobody_can_price_is_denied if {
	every state in ["unsupported_type", "price_missing"] {
		found := policy.deny with input as document(state)
		found == {{"subject": "aws_eks_cluster.c", "at": "aws_eks_cluster.c", "attribute": [], "message": "because"}}
		open := policy.undetermined with input as document(state)
		count(open) == 0
	}
}

test_what_depends_on_what_is_not_known_is_undetermined if {
	every state in ["attribute_unknown", "usage_missing"] {
		found := policy.undetermined with input as document(state)
		{finding.message | some finding in found} == {"what it costs is not known: because"}
		denied := policy.deny with input as document(state)
		count(denied) == 0
	}
}

test_what_is_billed_is_judged if {
	subjects := policy.subjects with input as document("unsupported_type")
	subjects == {"aws_eks_cluster.c"}
}
