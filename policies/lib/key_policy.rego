# Who may decrypt with the application key, by its own policy and by those of identities.
package lib.key_policy

import data.lib.application_key
import data.lib.iam
import data.lib.inventory
import data.lib.links
import data.lib.logic
import data.lib.value

# What decrypts, or lets somebody else do so.
decrypting := {"kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant"}

role(use, scope) := replace(data.architecture.names.roles[use], "{env}", scope)

# Those that decrypt within the secret's context alone.
applications(scope) := {role("task", scope), role("execution", scope)}

context(scope) := sprintf("arn:*:secretsmanager:*:*:secret:%s-*", [replace(data.architecture.names.secrets.encryption, "{env}", scope)])

# The statement lets decrypt without the context.
unbound(statement, scope) := iam.unbound(
	statement,
	{operator | some operator in data.aws.condition_operators.texts},
	"kms:EncryptionContext:SecretARN",
	{context(scope)},
)

# ---------------------------------------------------------------- the key's policy

# Its own attribute, and a resource that names the key.
documents(key) := array.concat(
	[{"at": key}],
	[{"at": policy} | some policy in inventory.managed("aws_kms_key_policy"); is_of(policy, key)],
)

statements(key) := [statement | some document in documents(key); some statement in iam.statements(document.at, ["policy"])]

is_of(policy, key) if value.known(policy, ["key_id"]) in application_key.names(key)

may_be_of(policy, _) if value.unknown(policy, ["key_id"])

may_be_of(policy, key) if {
	value.present(policy, ["key_id"])
	some attribute in ["key_id", "arn"]
	value.unknown(key, [attribute])
	not created(key, attribute)
}

# What AWS has yet to make up is no name that something has already.
created(key, attribute) if value.unset(key, [attribute])

# The statements of the key's policy that may let somebody decrypt, each with whom.
opening(key) := [{"statement": statement, "is": is, "who": iam.principals(statement)} |
	some statement in statements(key)
	is := logic.all_of({iam.effect(statement, "Allow"), iam.acts(statement, decrypting)})
	is != "no"
]

# One of these lets somebody decrypt who may not.
lets_out(one, accounts, scope) := logic.all_of({
	one.is,
	logic.any_of({state |
		some who in one.who.known
		some state in [foreign(who, accounts), of_name(who, one.statement, scope)]
	} | rest(one)),
})

# What stands where the principals are not all known, or are everybody but some.
rest(one) := {iam.trusts_all(one.statement)} if {
	count(one.who.known) == 0
} else := {"unknown" | not one.who.all}

of_name(one, statement, scope) := "no" if {
	is_account(one)
} else := "no" if {
	is_role(one, role("operations", scope))
} else := unbound(statement, scope) if {
	some name in applications(scope)
	is_role(one, name)
} else := "yes"

is_account(one) if endswith(one.name, ":root")

is_account(one) if trim(one.name, "0123456789") == ""

is_role(one, name) if {
	one.kind == "AWS"
	endswith(one.name, concat("", [":role/", name]))
}

# It is of another account than the key. Of a key that is not there yet, the accounts are those that its policy names.
foreign(one, accounts) := "no" if {
	account_of(one.name) in accounts.known
	count(accounts.known) == 1
} else := "yes" if {
	accounts.all
} else := "unknown"

accounts(key) := {"known": {account}, "all": true} if {
	account := split(value.known(key, ["arn"]), ":")[4]
} else := {"known": {key.account}, "all": true} if {
	is_string(key.account)
} else := {"known": named, "all": false} if {
	named := {account_of(who.name) |
		some one in opening(key)
		some who in one.who.known
		who.kind == "AWS"
	}
}

account_of(name) := account if {
	startswith(name, "arn:")
	account := split(name, ":")[4]
} else := name

# The key's policy leaves it to the policies of the account's identities. A key that is given none gets such a one from AWS.
delegated(key) := logic.any_of({state |
	some one in opening(key)
	state := logic.all_of({one.is, logic.any_of({"yes" | some who in one.who.known; is_account(who)} | rest(one))})
} | {"unknown" | some document in documents(key); iam.unread(document.at, ["policy"])} | {"yes" | value.left_out(key, ["policy"])})

# A grant on the key lets somebody decrypt who is not of operations.
granted(grant, key, scope) := logic.all_of({on_key(grant, key), opens(iam.texts(grant, ["operations"])), to_others(grant, role("operations", scope))})

on_key(grant, key) := "yes" if {
	value.known(grant, ["key_id"]) in application_key.names(key)
} else := "yes" if {
	key.address in links.linked(grant, ["key_id"])
} else := "no" if {
	links.linked(grant, ["key_id"])
} else := "unknown" if {
	may_be_of(grant, key)
} else := "no"

opens(found) := "yes" if {
	some action in decrypting
	trim_prefix(action, "kms:") in found.known
} else := "unknown" if {
	not found.all
} else := "no"

to_others(grant, name) := "unknown" if {
	value.unknown(grant, ["grantee_principal"])
} else := "no" if {
	endswith(value.known(grant, ["grantee_principal"]), concat("", [":role/", name]))
} else := "yes"

# ---------------------------------------------------------------- identities

# The key is among the statement's resources. A key that is not there yet can only be meant by a pattern.
touches(statement, key) := iam.reaches(statement, value.known(key, ["arn"])) if {
	value.present(key, ["arn"])
} else := "yes" if {
	iam.on_everything(statement) == "yes"
} else := "no" if {
	iam.reaches(statement, "arn:*:kms:*:*:key/*") == "no"
} else := "unknown"

# Somebody holds the grant who may not decrypt, or not so.
strangers(grant, scope) := "yes" if {
	count((grant.holders.known - applications(scope)) - {role("operations", scope)}) > 0
} else := logic.any_of({unbound(grant.statement, scope)} | {"unknown" | not grant.holders.all}) if {
	count(grant.holders.known & applications(scope)) > 0
} else := others(grant.holders, {role("operations", scope)})

# Somebody else than these holds it.
others(holders, allowed) := "yes" if {
	count(holders.known - allowed) > 0
} else := "unknown" if {
	not holders.all
} else := "no"
