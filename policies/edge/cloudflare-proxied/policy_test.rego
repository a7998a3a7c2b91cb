package policies.edge.cloudflare_proxied_test

import data.policies.edge.cloudflare_proxied as policy

setting(type, values, unknown) := {"address": "s", "type": type, "mode": "managed", "scope": "edge", "values": values, "unknown": unknown}

counted(type, values, unknown) := [count(denied), count(open)] if {
	document := {"scopes": {"edge": {"complete": {}}}, "resources": {type: [setting(type, values, unknown)]}}
	denied := {finding | some finding in policy.deny; finding.subject == "s"} with input as document
	open := {finding | some finding in policy.undetermined; finding.subject == "s"} with input as document
}

test_a_single_host_has_no_less if {
	counted("cloudflare_hostname_tls_setting", {"setting_id": "min_tls_version", "value": "1.1"}, {}) == [1, 0]
	counted("cloudflare_hostname_tls_setting", {"setting_id": "min_tls_version", "value": "1.2"}, {}) == [0, 0]
	counted("cloudflare_hostname_tls_setting", {"setting_id": "ciphers", "value": []}, {}) == [0, 0]
}

later := {"kind": "after_apply", "reason": "known after apply"}

test_a_version_that_is_not_known if {
	counted("cloudflare_zone_setting", {"setting_id": "min_tls_version"}, {"value": later}) == [0, 1]
}
