package policies.services.not_used_test

import data.policies.services.not_used as policy

made(type, values, unknown) := {
	"address": sprintf("%s.x", [type]),
	"type": type,
	"mode": "managed",
	"scope": "production",
	"change": "none",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

denied := {"kind": "denied", "reason": "denied"}

namespaces := "aws_service_discovery_private_dns_namespace"

document(zone, namespace, complete) := {
	"kind": "snapshot",
	"scopes": {"production": {"complete": {namespaces: complete}}},
	"resources": {"aws_route53_zone": [zone], namespaces: [namespace]},
}

zone := made("aws_route53_zone", {"zone_id": "z", "linked_service_principal": null}, {})

namespace(id) := made(namespaces, {"hosted_zone": id}, {})

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass"

test_zones if {
	verdict(document(zone, namespace("z"), true)) == "pass"
	verdict(document(zone, namespace("other"), true)) == "deny"
	verdict(document(zone, namespace("other"), "denied")) == "undetermined"
	verdict(document(zone, made(namespaces, {}, {"hosted_zone": denied}), true)) == "undetermined"
	verdict(document(made("aws_route53_zone", {"linked_service_principal": null}, {"zone_id": denied}), namespace("z"), true)) == "undetermined"
	verdict(document(made("aws_route53_zone", {"zone_id": "z"}, {"linked_service_principal": denied}), namespace("other"), true)) == "undetermined"
	linked := {"zone_id": "z", "linked_service_principal": "servicediscovery.amazonaws.com"}
	verdict(document(made("aws_route53_zone", linked, {}), namespace("other"), "denied")) == "pass"
}

certificate(domain) := {"kind": "plan", "scopes": {}, "resources": {"aws_acm_certificate": [made("aws_acm_certificate", {"domain_name": domain}, {})]}}

test_certificates if {
	verdict(certificate("restartix.pro")) == "pass"
	verdict(certificate("*.clinic.staging.restartix.pro")) == "pass"
	verdict(certificate("notrestartix.pro")) == "deny"
	verdict(certificate("booking.clinic.example")) == "deny"
}

test_a_name_that_is_repeated_is_told_once if {
	values := {"domain_name": "a.example", "subject_alternative_names": ["a.example", "b.example"]}
	found := policy.deny with input as {"kind": "plan", "scopes": {}, "resources": {"aws_acm_certificate": [made("aws_acm_certificate", values, {})]}}
	{finding.attribute | some finding in found} == {["domain_name"], ["subject_alternative_names", 1]}
}
