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

listener := {"address": "l", "values": {"arn": "l1", "certificate_arn": "c1"}, "unknown": {}}

later := {"kind": "after_apply", "reason": "known after apply"}

unset := {"kind": "unset", "reason": "not set"}

extra(values, unknown) := {"address": "e", "values": values, "unknown": unknown}

test_further_certificates if {
	policy.with_one(listener, extra({"listener_arn": "l2"}, {}), "a") == "no"
	policy.with_one(listener, extra({}, {"listener_arn": later}), "a") == "unknown"
	policy.with_one(listener, extra({"listener_arn": "l1"}, {"certificate_arn": later}), "a") == "unknown"
	policy.with_one({"values": {}, "unknown": {"arn": unset}}, extra({"listener_arn": "l1"}, {}), "a") == "unknown"
}

certificate(values, unknown) := {"address": "c", "values": values, "unknown": unknown}

test_names_that_are_not_known if {
	policy.covers(certificate({"domain_name": "a.b"}, {"subject_alternative_names": unset}), "c.b") == "no"
	policy.covers(certificate({"domain_name": "a.b"}, {"subject_alternative_names": later}), "c.b") == "unknown"
	policy.covers(certificate({}, {"domain_name": later, "subject_alternative_names": unset}), "c.b") == "unknown"
}

test_a_list_that_may_be_short if {
	open := {"address": "l", "values": {}, "unknown": {"certificate_arn": later}}
	document := {"scopes": {"production": {"complete": {"aws_acm_certificate": "denied"}}}, "resources": {}}
	policy.by_own(open, "a") == "unknown" with input as document
}

test_conditions_that_are_not_known if policy.unread({"values": {}, "unknown": {"condition": later}}) == {["condition"]}

test_the_origin_comes_with_the_platforms_names if {
	rule := {"values": {"condition": [{"host_header": [{"values": ["api.restartix.pro"]}]}]}, "unknown": {}}
	policy.names({"scope": "production", "parts": {"aws_lb_listener_rule": [rule]}}) == {"api.restartix.pro", "origin.restartix.pro"}
}
