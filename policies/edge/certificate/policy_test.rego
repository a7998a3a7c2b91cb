package policies.edge.certificate_test

import data.policies.edge.certificate as policy

test_a_wildcard_is_one_label if {
	policy.matches("*.restartix.pro", "api.restartix.pro")
	policy.matches("*.clinic.restartix.pro", "*.clinic.restartix.pro")
	policy.matches("api.restartix.pro", "api.restartix.pro")
	not policy.matches("*.restartix.pro", "restartix.pro")
	not policy.matches("*.restartix.pro", "*.clinic.restartix.pro")
	not policy.matches("*.restartix.pro", "a.clinic.restartix.pro")
	not policy.matches("*.clinic.restartix.pro", "clinic.restartix.pro")
}

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

certificate(values, unknown) := {"address": "c", "values": values, "unknown": unknown}

named := certificate({"domain_name": "a.b"}, {"subject_alternative_names": unset})

names(certificates) := {"values": {"certificate_arn": "c"}, "unknown": {}, "parts": {"aws_acm_certificate": certificates}}

test_which_certificate_something_names if {
	policy.by_that_of(names([named]), "a.b") == "yes"
	policy.by_that_of(names([named]), "c.b") == "no"
	policy.by_that_of(names([]), "a.b") == "unknown"
	policy.by_that_of({"values": {}, "unknown": {"certificate_arn": later}, "parts": {}}, "a.b") == "unknown"
	policy.by_that_of({"values": {"certificate_arn": null}, "unknown": {}, "parts": {}}, "a.b") == "no"
}

listener(parts, unknown) := {"values": {"certificate_arn": null}, "unknown": unknown, "parts": parts}

test_further_certificates if {
	every type in ["aws_lb_listener_certificate", "aws_alb_listener_certificate"] {
		policy.served(listener({type: [names([named])]}, {}), "a.b") == "yes"
		policy.served(listener({type: [names([named])]}, {}), "c.b") == "no"
		policy.served(listener({type: [names([])]}, {}), "a.b") == "unknown"
		policy.served(listener({type: [names([named])]}, short(type)), "c.b") == "unknown"
		policy.served(listener({type: [names([named])]}, short(type)), "a.b") == "yes"
	}
}

short(type) := {sprintf("parts.%s", [type]): later}

test_names_that_are_not_known if {
	policy.covers(certificate({"domain_name": "a.b"}, {"subject_alternative_names": unset}), "c.b") == "no"
	policy.covers(certificate({"domain_name": "a.b"}, {"subject_alternative_names": later}), "c.b") == "unknown"
	policy.covers(certificate({}, {"domain_name": later, "subject_alternative_names": unset}), "c.b") == "unknown"
}

# One that is looked up, by its domain: the document does not say what it covers.
test_a_certificate_without_names_of_its_own if policy.covers(certificate({"domain": "a.b"}, {}), "a.b") == "unknown"

test_conditions_that_are_not_known if policy.unread({"values": {}, "unknown": {"condition": later}}) == {["condition"]}

test_the_origin_comes_with_the_platforms_names if {
	rule := {"values": {"condition": [{"host_header": [{"values": ["api.restartix.pro"]}]}]}, "unknown": {}}
	policy.names({"scope": "production", "parts": {"aws_lb_listener_rule": [rule]}}) == {"api.restartix.pro", "origin.restartix.pro"}
}
