# METADATA
# title: Certificates cover what is routed
# description: >-
#   The certificates of every listener that ends TLS cover each host name that its rules route, and the name of Cloudflare's origin where
#   the platform's names are routed. A wildcard covers one label and no more.
# custom:
#   id: edge/certificate
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_lb_listener, aws_alb_listener]
#   reads:
#     aws_lb_listener: [protocol, certificate_arn]
#     aws_alb_listener: [protocol, certificate_arn]
#     aws_lb_listener_rule: [listener_arn, "condition[].host_header[].values"]
#     aws_alb_listener_rule: [listener_arn, "condition[].host_header[].values"]
#     aws_lb_listener_certificate: [listener_arn, certificate_arn]
#     aws_alb_listener_certificate: [listener_arn, certificate_arn]
#     aws_acm_certificate: [domain_name, subject_alternative_names]
#   decides:
#     aws_lb_listener.certificate_arn: worked out for all certificates together
#     aws_alb_listener.certificate_arn: worked out for all certificates together
#     aws_lb_listener_certificate.certificate_arn: worked out for all certificates together
#     aws_alb_listener_certificate.certificate_arn: worked out for all certificates together
#     aws_acm_certificate.domain_name: worked out for all of a certificate's names together
#     aws_acm_certificate.subject_alternative_names: worked out for all of a certificate's names together
#   sections: ["Load balancing: ALB"]
#   controls:
#     GDPR 32(1)(a): every name that visitors use can be reached under TLS
#     HIPAA 164.312(e)(1): nobody has to take a wrong certificate, or none
#   remediation: >-
#     Add the name in the message, or the wildcard one label above it, to `subject_alternative_names` of the `aws_acm_certificate` that the
#     listener has as its `certificate_arn`.
package policies.edge.certificate

import data.lib.facts
import data.lib.inventory
import data.lib.logic
import data.lib.parts
import data.lib.value

listeners := [listener |
	some type in ["aws_lb_listener", "aws_alb_listener"]
	some listener in inventory.managed(type)
	value.one_of(listener, ["protocol"], {"HTTPS", "TLS"}) != "no"
]

subjects := {listener.address | some listener in listeners}

rows(listener) := [facts.of(listener, ["protocol"], "unknown", "a certificate is missing")] if value.unknown(listener, ["protocol"])
else := array.concat(
	[facts.of(listener, ["certificate_arn"], served(listener, name), sprintf("no certificate covers %s", [name])) |
		some name in names(listener)
	],
	[facts.of(rule, path, "unknown", "the host is covered") |
		some rule in rules(listener)
		some path in unread(rule)
	],
)

rules(listener) := array.concat(parts.of(listener, "aws_lb_listener_rule"), parts.of(listener, "aws_alb_listener_rule"))

# The host names that are routed, with that of Cloudflare's origin beside the platform's.
names(listener) := hosts | {name | count(hosts & platform[listener.scope].hosts) > 0; name := platform[listener.scope].origin} if {
	hosts := {lower(host) |
		some rule in rules(listener)
		some nth, _ in value.known(rule, ["condition"])
		some place, _ in value.known(rule, ["condition", nth, "host_header", 0, "values"])
		host := value.known(rule, ["condition", nth, "host_header", 0, "values", place])
	}
}

platform := {scope: {"hosts": hosts, "origin": origin} |
	some scope, one in data.architecture.scopes
	hosts := {replace(host, "{domain}", one.domain) | some _, host in data.architecture.routing.hosts}
	origin := replace(data.architecture.edge.saas.origin, "{domain}", one.domain)
}

unread(rule) := {["condition"] | value.unknown(rule, ["condition"])} | {path |
	some nth, _ in value.known(rule, ["condition"])
	some path in gaps(rule, ["condition", nth, "host_header", 0, "values"])
}

gaps(rule, path) := {path} if value.unknown(rule, path)
else := {one | some nth, _ in value.known(rule, path); one := value.step(path, nth); value.unknown(rule, one)}

# One of the listener's certificates covers the name: its own, or one that it has beside it.
served(listener, name) := logic.any_of(array.concat(
	[by_that_of(listener, name)],
	[state |
		some type in ["aws_lb_listener_certificate", "aws_alb_listener_certificate"]
		some state in array.concat(
			[by_that_of(one, name) | some one in parts.of(listener, type)],
			["unknown" | parts.short(listener, type)],
		)
	],
))

# One that is not in the document, or that may be another one, is not known.
by_that_of(resource, name) := "no" if value.absent(resource, ["certificate_arn"])
else := covers(parts.only(resource, {"aws_acm_certificate"}), name) if parts.only(resource, {"aws_acm_certificate"})
else := "unknown"

covers(certificate, name) := logic.any_of(array.concat(
	[by_entry(certificate, ["domain_name"], name)],
	by_others(certificate, ["subject_alternative_names"], name),
))

by_others(certificate, path, name) := [] if value.unset(certificate, path)
else := ["unknown"] if value.unknown(certificate, path)
else := [by_entry(certificate, value.step(path, nth), name) | some nth, _ in value.known(certificate, path)]

# What has no name of its own was looked up by another.
by_entry(certificate, path, name) := "unknown" if not value.present(certificate, path)
else := "yes" if matches(lower(value.known(certificate, path)), name)
else := "no"

matches(entry, name) if entry == name

matches(entry, name) if {
	startswith(entry, "*.")
	dot := indexof(name, ".")
	substring(name, dot, -1) == substring(entry, 1, -1)
}

deny contains found if {
	some listener in listeners
	some found in facts.broken(listener, rows(listener))
}

undetermined contains found if {
	some listener in listeners
	some found in facts.open(listener, rows(listener))
}
