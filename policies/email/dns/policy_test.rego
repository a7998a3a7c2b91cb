package policies.email.dns_test

import data.policies.email.dns as policy

# The attributes that are denied of an SPF record with this content.
denied(content) := {finding.attribute | some finding in found; finding.subject == "spf"} if {
	record := {
		"address": "spf", "mode": "managed", "scope": "edge", "unknown": {},
		"values": {"name": "mail.restartix.pro", "type": "TXT", "content": content, "proxied": false},
	}
	found := policy.deny with input as {"scopes": {"edge": {"complete": {}}}, "resources": {"cloudflare_dns_record": [record]}}
}

test_spf_lets_nobody_else_send if {
	every end in ["-all", "~all", "-ALL ", `-all"`] {
		denied(concat(" ", ["v=spf1 include:amazonses.com", end])) == set()
	}
	every end in ["+all", "?all", "all", "", "-all a:example.com", "-all.example.com"] {
		denied(concat(" ", ["v=spf1 include:amazonses.com", end])) == {["content"]}
	}
}
