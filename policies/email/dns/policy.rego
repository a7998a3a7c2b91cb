# METADATA
# title: SPF, DKIM and DMARC are published
# description: >-
#   For the domain of each environment the zone publishes the records of SES's DKIM keys, an SPF record for the name that bounces go to, which lets
#   nobody send but those it names, and a DMARC record that asks receivers to do something about mail that is not the platform's.
# custom:
#   id: email/dns
#   severity: medium
#   on: [plan]
#   scopes: [edge]
#   subjects: [cloudflare_dns_record]
#   reads:
#     cloudflare_dns_record: [name, type, content, proxied]
#     cloudflare_record: [name]
#   decides:
#     cloudflare_dns_record.name: records that are none of these may be called as they like
#     cloudflare_dns_record.type: records that are none of these may be of any type
#     cloudflare_dns_record.content: worked out for all records of a domain together
#     cloudflare_dns_record.proxied: unset, it is not
#   sections: ["Email: production", "Email: staging"]
#   controls:
#     ISO 27001 A.8.21: receivers can tell the platform's mail from forged mail, and are asked to refuse the latter
#   remediation: >-
#     Add the `cloudflare_dns_record` that is missing as in `infra/edge/mail.tf`, with `proxied = false` for a DKIM key; in a DMARC record,
#     `p=quarantine` or `p=reject`; in an SPF record, `include:amazonses.com` and at its end `-all`.
package policies.email.dns

import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

records := inventory.managed("cloudflare_dns_record")

# The environments that send mail, each with what has to be published of it, where the zone is judged.
wanted := [one |
	input.scopes.edge
	some stated in data.architecture.scopes
	domain := stated.domain
	some one in [
		{"is": "DKIM", "type": "CNAME", "under": sprintf(".%s.%s", [data.aws.ses.dkim.under, domain]), "records": data.aws.ses.dkim.records, "of": domain},
		{"is": "SPF", "type": "TXT", "name": replace(data.architecture.email.mail_from, "{domain}", domain), "records": 1, "of": domain},
		{"is": "DMARC", "type": "TXT", "name": sprintf("_dmarc.%s", [domain]), "records": 1, "of": domain},
	]
]

# Of each, the records that are it, or may be.
found := [{"wanted": one, "sure": {record.address | some record in records; state[record.address] == "yes"}, "possible": {address | some address, is in state; is == "unknown"}} |
	some one in wanted
	state := {record.address: is |
		some record in records

		# Most are of another type, and are not looked at any further.
		object.get(record.values, "type", one.type) == one.type
		is := logic.all_of([named(record, one), value.equals(record, ["type"], one.type), says(record, ["content"], one), direct(record, ["proxied"])])
	}
]

subjects := {address | some row in found; some address in row.sure}

named(record, one) := value.equals(record, ["name"], one.name) if one.name
else := "unknown" if value.unknown(record, ["name"])
else := "yes" if endswith(value.known(record, ["name"]), one.under)
else := "no"

says(record, path, _) := "unknown" if value.unknown(record, path)

says(record, path, one) := {true: "yes", false: "no"}[published(one.is, object.get(record.values, path, ""))] if not value.unknown(record, path)

published("DKIM", content) := endswith(content, data.aws.ses.dkim.target)

published("SPF", content) := regex.match(`^"?v=spf1 `, content) if contains(content, data.aws.ses.spf)
else := false

published("DMARC", content) := regex.match(`^"?v=DMARC1;`, content)

# Receivers see what stands there, not Cloudflare.
direct(record, path) := "yes" if value.left_out(record, path)
else := value.equals(record, path, false)

deny contains finding.missing(label(row.wanted), "edge", message) if {
	some row in found
	count(row.sure) + count(row.possible) < row.wanted.records
	count(doubts) == 0
	message := sprintf("%d of %d %s records are published for %s", [count(row.sure), row.wanted.records, row.wanted.is, row.wanted.of])
}

undetermined contains finding.missing(label(row.wanted), "edge", message) if {
	some row in found
	count(row.sure) < row.wanted.records
	count(doubts) + count(row.possible) > 0
	message := sprintf("whether all %s records of %s are published is not known: %s", [row.wanted.is, row.wanted.of, concat("; ", array.concat(sort(doubts), ["a record may be one" | count(row.possible) > 0]))])
}

# A record that may be one of them.
undetermined contains finding.of(record, record, ["content"], sprintf("whether this is a %s record of %s is not known", [row.wanted.is, row.wanted.of])) if {
	some row in found
	some record in records
	record.address in row.possible
}

label(one) := sprintf("%s/%s", [one.is, one.of])

# Why there may be more records: a short list, or those of the provider's older type, whose names may be relative.
doubts := {reason | reason := inventory.incomplete("cloudflare_dns_record").edge} | {sprintf("%s is not judged", [record.address]) |
	some record in inventory.managed("cloudflare_record")
}

# What an SPF record says of every other server.
deny contains finding.of(record, record, ["content"], "SPF lets every server send: it does not end with `-all` or `~all`") if {
	some row in found
	row.wanted.is == "SPF"
	some record in records
	record.address in row.sure
	content := lower(value.known(record, ["content"]))
	not regex.match(` [-~]all *"?$`, content)
}

# What a DMARC record asks for.
deny contains finding.of(record, record, ["content"], message) if {
	some row in found
	row.wanted.is == "DMARC"
	some record in records
	record.address in row.sure
	policies := asked(value.known(record, ["content"]))
	count(policies & {"quarantine", "reject"}) == 0
	message := sprintf("DMARC asks receivers for `p=%s`: mail that is not the platform's reaches its readers all the same", [concat("", policies)])
}

asked(content) := {lower(trim_space(pieces[1])) |
	some part in split(trim(content, `"`), ";")
	pieces := split(part, "=")
	trim_space(pieces[0]) == "p"
}
