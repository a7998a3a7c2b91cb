# METADATA
# title: Mail is signed, and goes over TLS
# description: >-
#   The domain that each environment's mail is from is an identity of SES with DKIM, under a configuration set that requires TLS, and in
#   production it has a MAIL FROM domain of its own.
# custom:
#   id: email/identity
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_sesv2_email_identity]
#   reads:
#     aws_sesv2_email_identity: [email_identity, configuration_set_name, "dkim_signing_attributes[].status"]
#     aws_sesv2_configuration_set: [configuration_set_name, "delivery_options[].tls_policy"]
#     aws_sesv2_email_identity_mail_from_attributes: [email_identity, mail_from_domain]
#   unset:
#     aws_sesv2_email_identity.dkim_signing_attributes[].status: absent
#     aws_sesv2_email_identity.configuration_set_name: absent
#   sections: ["Email: production", "Email: staging"]
#   controls:
#     GDPR 32(1)(a): mail to patients is encrypted on its way
#     HIPAA 164.312(e)(1): mail goes over TLS or not at all
#   remediation: >-
#     Declare an `aws_sesv2_email_identity` of the domain with its `configuration_set_name`, an `aws_sesv2_configuration_set` of that name with
#     `delivery_options { tls_policy = "REQUIRE" }`, and an `aws_sesv2_email_identity_mail_from_attributes`.
package policies.email.identity

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.value

type := "aws_sesv2_email_identity"

set_type := "aws_sesv2_configuration_set"

from_type := "aws_sesv2_email_identity_mail_from_attributes"

# The environment of each domain.
domains := {stated.domain: scope | some scope, stated in data.architecture.scopes; stated.domain}

sets := {scope: replace(data.architecture.names.configuration_set, "{env}", scope) | some _, scope in domains}

judged := [{"identity": identity, "rows": rows} |
	some identity in inventory.managed(type)
	domain := value.known(identity, ["email_identity"])
	scope := domains[domain]
	rows := array.concat(array.concat(signed(identity, sets[scope]), over_tls(scope, identity, sets[scope])), returned(identity, domain, scope))
]

subjects := {row.identity.address | some row in judged}

signed(identity, set) := [
	facts.equals(identity, ["configuration_set_name"], set, sprintf("mail does not go through the configuration set %s", [set])),
	facts.of(identity, ["dkim_signing_attributes"], dkim(identity, ["dkim_signing_attributes", 0, "status"]), "mail is not signed: DKIM is not in force"),
]

# SES makes keys for every domain. Whether receivers find them is known where it exists.
dkim(identity, path) := "yes" if value.left_out(identity, path)
else := value.equals(identity, path, "SUCCESS")

over_tls(scope, identity, name) := array.concat(
	[facts.equals(set, ["delivery_options", 0, "tls_policy"], "REQUIRE", "mail may go in the clear: TLS is not required") | some set in called(name)],
	[facts.of(identity, ["configuration_set_name"], "unknown", sprintf("%s does not require TLS", [name])) |
		count(called(name)) == 0
		count(expected.doubts(scope, set_type, ["configuration_set_name"])) > 0
	],
)

called(name) := [set | some set in inventory.managed(set_type); value.known(set, ["configuration_set_name"]) == name]

# Bounces go to a name below the domain, or SPF is of somebody else.
returned(identity, domain, scope) := [facts.of(identity, ["email_identity"], is, sprintf("%s is not the domain's MAIL FROM", [wanted])) |
	scope in data.architecture.email.mail_from_in
	wanted := replace(data.architecture.email.mail_from, "{domain}", domain)
	is := logic.any_of(array.concat(["unknown" | not inventory.complete(identity.scope, from_type)], [state |
		some one in inventory.managed(from_type)
		state := logic.all_of([value.equals(one, ["email_identity"], domain), value.equals(one, ["mail_from_domain"], wanted)])
	]))
]

deny contains found if {
	some row in judged
	some found in facts.broken(row.identity, row.rows)
}

undetermined contains found if {
	some row in judged
	some found in facts.open(row.identity, row.rows)
}

# What is there under another scope, or under none for want of a tag, is not missing: nobody judges it as this environment's.
elsewhere := {domain: addresses |
	some domain, scope in domains
	addresses := {identity.address |
		some identity in inventory.managed(type)
		identity.scope != scope
		value.equals(identity, ["email_identity"], domain) != "no"
	}
}

undetermined contains finding.missing(domain, scope, message) if {
	some domain, scope in domains
	input.scopes[scope]
	count(elsewhere[domain]) > 0
	count(expected.absent(scope, type, ["email_identity"], {domain})) > 0
	message := sprintf("nothing says that it is this environment's, but this is or may be %s: %s", [domain, concat(", ", sort(elsewhere[domain]))])
}

deny contains found if {
	some domain, scope in domains
	count(elsewhere[domain]) == 0
	some found in expected.missing(scope, type, ["email_identity"], {domain}, "the identity")
}

undetermined contains found if {
	some domain, scope in domains
	some found in expected.possibly_missing(scope, type, ["email_identity"], {domain}, "the identity")
}

deny contains found if {
	some scope, name in sets
	some found in expected.missing(scope, set_type, ["configuration_set_name"], {name}, "the configuration set")
}

undetermined contains found if {
	some scope, name in sets
	some found in expected.possibly_missing(scope, set_type, ["configuration_set_name"], {name}, "the configuration set")
}

undetermined contains finding.of(one, one, ["email_identity"], message) if {
	some one in inventory.managed(type)
	value.unknown(one, ["email_identity"])
	not value.unset(one, ["email_identity"])
	message := sprintf("whether this is the domain of an environment is not known: %s", [value.reason(one, ["email_identity"])])
}
