# METADATA
# title: Visitors come through Cloudflare
# description: >-
#   Every record that leads to a load balancer is proxied, over other records of the zone too. The zone checks the certificate of what is
#   behind it, and takes TLS 1.2 or later from visitors; no rule and no single host has less. Records of mail, of certificates and of
#   other texts lead to no load balancer. An address may be one's: that it is not proxied decides nothing.
# custom:
#   id: edge/cloudflare-proxied
#   severity: critical
#   on: [plan]
#   scopes: [edge]
#   subjects: [cloudflare_dns_record, cloudflare_zone_setting, cloudflare_hostname_tls_setting, cloudflare_ruleset]
#   reads:
#     cloudflare_dns_record: [name, type, content, proxied]
#     cloudflare_zone_setting: [setting_id, value]
#     cloudflare_hostname_tls_setting: [setting_id, value]
#     cloudflare_ruleset: [phase, "rules[].enabled", "rules[].action_parameters.ssl"]
#   unset:
#     cloudflare_dns_record.proxied: absent
#   decides:
#     cloudflare_dns_record.name: it matters only where another record leads to it
#     cloudflare_dns_record.content: it matters only of a record that is a name for another
#     cloudflare_ruleset.rules[].enabled: it matters only where the rule weakens something
#   sections: ["Networking: inbound from internet", "Edge: DNS"]
#   controls:
#     GDPR 32(1)(a): visitors' requests are encrypted to Cloudflare, and from there on
#     HIPAA 164.312(e)(1): data on its way is under TLS 1.2 or later on both legs
#     ISO 27001 A.8.20: every visitor comes through the protected edge
#     SOC 2 CC6.6: the origin is not offered to visitors past the edge's protection
#   remediation: >-
#     Set `proxied = true` on the `cloudflare_dns_record`. Declare a `cloudflare_zone_setting` of `setting_id = "ssl"` with
#     `value = "strict"`, and one of `min_tls_version` with `"1.2"`.
package policies.edge.cloudflare_proxied

import data.lib.expected
import data.lib.facts
import data.lib.inventory
import data.lib.logic
import data.lib.value
import data.lib.zone

ssl := "ssl"

oldest := "min_tls_version"

judged := array.concat(records, array.concat(settings, configurations))

subjects := {one.subject.address | some one in judged}

records := [{"subject": record, "rows": [row_of(record)]} |
	some record in zone.records
	applies(record)
]

# To an address, or to a load balancer.
applies(record) if value.one_of(record, ["type"], {"A", "AAAA"}) == "yes"

applies(record) if zone.leads(record) != "no"

row_of(record) := facts.of(record, ["proxied"], state, "the record leads to a load balancer and is not proxied") if {
	value.one_of(record, ["type"], {"A", "AAAA"}) == "yes"
	state := logic.any_of([zone.proxied(record), "unknown"])
} else := facts.of(record, ["proxied"], zone.proxied(record), "the record leads to a load balancer and is not proxied") if {
	zone.leads(record) == "yes"
} else := facts.of(record, ["content"], "unknown", "the record leads to a load balancer")

settings := [{"subject": setting, "rows": [row]} |
	some type in ["cloudflare_zone_setting", "cloudflare_hostname_tls_setting"]
	some setting in inventory.managed(type)
	row := of_setting(setting)
]

of_setting(setting) := facts.of(setting, ["value"], zone.strict(setting), "the certificate of what is behind Cloudflare is not checked") if {
	value.known(setting, ["setting_id"]) == ssl
} else := facts.of(setting, ["value"], recent(setting), sprintf("TLS older than %s is taken", [data.architecture.edge.tls_minimum_version])) if {
	value.known(setting, ["setting_id"]) == oldest
} else := facts.of(setting, ["setting_id"], "unknown", "it is a setting of TLS") if value.unknown(setting, ["setting_id"])

recent(setting) := "unknown" if value.unknown(setting, ["value"])
else := "yes" if to_number(value.known(setting, ["value"])) >= to_number(data.architecture.edge.tls_minimum_version)
else := "no"

# Rules that configure single requests.
configurations := [{"subject": set, "rows": of_rules(set)} |
	some set in inventory.managed("cloudflare_ruleset")
	value.equals(set, ["phase"], "http_config_settings") != "no"
]

of_rules(set) := [facts.of(set, ["phase"], "unknown", "its rules configure TLS")] if value.unknown(set, ["phase"])
else := [facts.of(set, ["rules"], "unknown", "its rules weaken TLS")] if value.unknown(set, ["rules"])
else := [facts.of(set, mode, harmless(set, nth, mode), "the rule lets what is behind Cloudflare go unchecked") |
	some nth, _ in value.known(set, ["rules"])
	mode := ["rules", nth, "action_parameters", "ssl"]
]

harmless(set, nth, mode) := "yes" if value.left_out(set, mode)
else := logic.any_of([value.equals(set, mode, data.architecture.edge.tls_mode), value.equals(set, ["rules", nth, "enabled"], false)])

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}

deny contains found if some found in expected.missing("edge", "cloudflare_zone_setting", ["setting_id"], {ssl, oldest}, "the zone's setting")

undetermined contains found if {
	some found in expected.possibly_missing("edge", "cloudflare_zone_setting", ["setting_id"], {ssl, oldest}, "the zone's setting")
}
