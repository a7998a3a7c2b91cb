# METADATA
# title: Customers' names have an origin
# description: >-
#   Cloudflare for SaaS has its fallback origin: the host of the environment that has the zone's own name. That host's record is proxied
#   and leads to a load balancer, as does, over it, the name that customers' records lead to; and the zone checks the origin's certificate.
# custom:
#   id: edge/saas-origin
#   severity: medium
#   on: [plan]
#   scopes: [edge]
#   subjects: [cloudflare_custom_hostname_fallback_origin]
#   reads:
#     cloudflare_custom_hostname_fallback_origin: [origin]
#     cloudflare_dns_record: [name, type, content, proxied]
#     cloudflare_zone_setting: [setting_id, value]
#   sections: ["Edge: Cloudflare for SaaS"]
#   controls:
#     GDPR 32(1)(a): what comes under customers' names is encrypted up to the origin too
#     HIPAA 164.312(e)(1): the origin of customers' names has its certificate checked
#   remediation: >-
#     Declare a `cloudflare_custom_hostname_fallback_origin` with the `origin` in the message, a proxied `cloudflare_dns_record` for it and
#     one for the target, and a `cloudflare_zone_setting` of `setting_id = "ssl"` with `value = "strict"`.
package policies.edge.saas_origin

import data.lib.expected
import data.lib.facts
import data.lib.inventory
import data.lib.logic
import data.lib.value
import data.lib.zone

# Of the environment whose domain is the zone.
host := min({name |
	some _, scope in data.architecture.scopes
	scope.domain == data.architecture.edge.zone
	name := replace(data.architecture.edge.saas.origin, "{domain}", scope.domain)
})

target := data.architecture.edge.saas.target

origins := expected.of("edge", "cloudflare_custom_hostname_fallback_origin")

rows(origin) := [
	facts.equals(origin, ["origin"], host, sprintf("customers' names are not answered from %s", [host])),
	facts.of(origin, ["origin"], led(host), sprintf("%s does not lead to a load balancer through Cloudflare", [host])),
	facts.of(origin, ["origin"], led(target), sprintf("%s does not lead to a load balancer through Cloudflare", [target])),
	facts.of(origin, ["origin"], checked, "the certificate of what is behind Cloudflare is not checked"),
]

# A record has the name, is proxied and leads to a load balancer.
led(name) := logic.any_of(array.concat(
	["unknown" | some _ in zone.doubts],
	[logic.all_of([zone.proxied(record), zone.leads(record)]) |
		some record in zone.records
		zone.host(value.known(record, ["name"])) == name
	],
))

checked := logic.any_of(array.concat(
	["unknown" | some _ in inventory.incomplete("cloudflare_zone_setting")],
	[logic.all_of([value.equals(setting, ["setting_id"], "ssl"), zone.strict(setting)]) |
		some setting in inventory.managed("cloudflare_zone_setting")
	],
))

deny contains found if {
	some origin in origins
	some found in facts.broken(origin, rows(origin))
}

undetermined contains found if {
	some origin in origins
	some found in facts.open(origin, rows(origin))
}

deny contains found if {
	count(origins) == 0
	some found in expected.missing("edge", "cloudflare_custom_hostname_fallback_origin", ["origin"], {host}, "the fallback origin")
}

undetermined contains found if {
	count(origins) == 0
	some found in expected.possibly_missing("edge", "cloudflare_custom_hostname_fallback_origin", ["origin"], {host}, "the fallback origin")
}
