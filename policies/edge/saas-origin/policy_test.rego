package policies.edge.saas_origin_test

import data.policies.edge.saas_origin as policy

test_the_host_is_that_of_the_zones_own_name if policy.host == "origin.restartix.pro"

test_a_list_that_may_be_short if {
	document := {
		"scopes": {"edge": {"complete": {"cloudflare_custom_hostname_fallback_origin": "it was not read", "cloudflare_dns_record": "it was not read"}}},
		"resources": {},
	}
	found := policy.undetermined with input as document
	{finding.subject | some finding in found} == {"missing:origin.restartix.pro"}
	policy.led("a") == "unknown" with input as document
	policy.checked == "unknown" with input as document
}
