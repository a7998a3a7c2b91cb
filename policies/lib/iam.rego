# Policy documents of IAM: of identities, of trust, of keys, secrets and buckets. A document is an attribute of a resource, and a
# statement is where it stands in it, so that each question knows what is not known: the answers are "yes", "no" and "unknown".
#
#   some statement in iam.statements(bucket_policy, ["policy"])
#   iam.effect(statement, "Allow")                              does it allow?
#   iam.acts(statement, {"s3:GetObject"})                       is one of these actions among its actions?
#   iam.everything(statement)                                   are all actions?
#   iam.reaches(statement, "arn:*:s3:::name/*")                 is something of that kind among its resources?
#   iam.on_everything(statement)                                are all resources?
#   iam.trusts_all(statement)                                   are everybody's identities among its principals?
#   iam.principals(statement)                                   who they are
#   iam.bound(statement, {"StringEquals"}, "aws:SourceArn", {"arn:…"})   does a condition leave these values alone?
#
# `unread` says of a document that it cannot be read, and so of one with a statement that AWS would refuse or read in another way.
package lib.iam

import data.lib.logic
import data.lib.value

# Each statement of a document: the resource that holds it, and its path there. `Statement` is a list, or a single one.
statements(resource, path) := [{"at": resource, "path": place} | some place in _places(resource, value.step(path, "Statement"))]

_places(resource, path) := [value.step(path, at) | some at, _ in list] if {
	list := value.known(resource, path)
	is_array(list)
} else := [path] if {
	is_object(value.known(resource, path))
} else := []

# Why a document's statements are not known: of what it is, or that it is no document.
unread(resource, path) := entry.reason if {
	entry := value.unknown(resource, value.step(path, "Statement"))
} else := "it is no policy document" if {
	document := value.known(resource, path)
	not _has_statements(document)
} else := "a statement of it is not written as AWS reads one" if {
	some place in _places(resource, value.step(path, "Statement"))
	_odd(resource, place)
}

_has_statements(document) if is_array(document.Statement)

_has_statements(document) if is_object(document.Statement)

# A statement that has no effect, or an element that AWS has no such name for: `effect` and `action` are none. One that is not known at
# all may be like that.
_odd(resource, place) if not _is_object(resource, place)

_odd(resource, place) if {
	names := _elements(resource, place, value.known(resource, place))
	count(({"Effect"} - names) | (names - {name | some name in data.aws.statement_elements})) > 0
}

_is_object(resource, place) if is_object(value.known(resource, place))

# The names of its elements, those whose values are not known among them.
_elements(resource, place, statement) := object.keys(statement) | {name |
	some path in hidden(resource, place)
	name := split(split(trim_prefix(trim_prefix(path, value.text(place)), "."), ".")[0], "[")[0]
} if {
	is_object(statement)
}

# ---------------------------------------------------------------- what a statement holds

# A field of a statement.
field(statement, name) := value.step(statement.path, name)

# Nothing else has an effect that is known.
effect(statement, wanted) := value.equals(statement.at, field(statement, "Effect"), wanted) if {
	value.one_of(statement.at, field(statement, "Effect"), {"Allow", "Deny"}) == "yes"
} else := "unknown"

# The texts of a place, one or a list of them, and whether these are all.
texts(resource, path) := {"known": set(), "all": false} if {
	value.unknown(resource, path)
} else := {"known": {found}, "all": true} if {
	found := value.known(resource, path)
	is_string(found)
} else := {"known": {text | some text in known}, "all": count(known) == count(list)} if {
	list := value.known(resource, path)
	is_array(list)
	known := [text | some at, text in list; is_string(text); not value.unknown(resource, value.step(path, at))]
} else := {"known": set(), "all": true} if {
	value.absent(resource, path)
} else := {"known": set(), "all": false}

# ---------------------------------------------------------------- actions

# At least one of the actions is among the statement's.
acts(statement, actions) := _either(statement, "Action", "NotAction", {lower(action) | some action in actions}, true)

# All actions are, or all but those that `NotAction` names.
everything(statement) := "yes" if {
	some pattern in texts(statement.at, field(statement, "Action")).known
	whole(pattern)
} else := "unknown" if {
	not texts(statement.at, field(statement, "Action")).all
} else := _but_for_some(statement, "NotAction")

# ---------------------------------------------------------------- resources

# Something of this kind, an ARN that may hold wildcards, is among the statement's resources.
reaches(statement, arn) := _either(statement, "Resource", "NotResource", {arn}, false)

# All resources are, or all but those that `NotResource` names.
on_everything(statement) := "yes" if {
	some pattern in texts(statement.at, field(statement, "Resource")).known
	whole(pattern)
} else := "unknown" if {
	not texts(statement.at, field(statement, "Resource")).all
} else := _but_for_some(statement, "NotResource")

# A pattern that matches everything: `*`, `*:*`, `arn:*`, `arn:aws:*`.
whole(pattern) if trim(trim_prefix(trim_prefix(pattern, "arn:"), "aws:"), "*:") == ""

_but_for_some(statement, name) := "unknown" if {
	value.unknown(statement.at, field(statement, name))
} else := "yes" if {
	value.present(statement.at, field(statement, name))
} else := "no"

# A list says what is meant, or its negation what is not.
_either(statement, named, excepted, wanted, folded) := "unknown" if {
	value.unknown(statement.at, field(statement, named))
} else := _listed(texts(statement.at, field(statement, named)), wanted, folded) if {
	value.present(statement.at, field(statement, named))
} else := "unknown" if {
	value.unknown(statement.at, field(statement, excepted))
} else := _excepted(texts(statement.at, field(statement, excepted)), wanted, folded) if {
	value.present(statement.at, field(statement, excepted))
} else := "no"

_listed(found, wanted, folded) := logic.any_of({_meets(_folded(pattern, folded), one) |
	some pattern in found.known
	some one in wanted
} | _open(found))

# What the negation surely takes out is not meant; what it may take out in part is not known.
_excepted(found, wanted, folded) := logic.any_of({_left(found, one, folded) | some one in wanted})

_left(found, one, folded) := "no" if {
	some pattern in found.known
	covers(_folded(pattern, folded), one)
} else := "unknown" if {
	states := {_meets(_folded(pattern, folded), one) | some pattern in found.known} | _open(found)
	states - {"no"} != set()
} else := "yes"

_open(found) := {"unknown" | not found.all}

# What a policy variable stands for is known to AWS alone.
_meets(pattern, one) := overlap(pattern, one) if {
	not contains(pattern, "${")
} else := "no" if {
	overlap(regex.replace(pattern, `\$\{[^}]*\}`, "*"), one) == "no"
} else := "unknown"

_folded(pattern, true) := lower(pattern)

_folded(pattern, false) := pattern

# ---------------------------------------------------------------- wildcards

# Everything that `narrow` matches, `pattern` matches: both may hold `*` and `?`.
covers(pattern, narrow) if {
	pattern == narrow
} else := startswith(narrow, start) if {
	# Most often the one wildcard is a `*` at the end, and no expression has to be made.
	endswith(pattern, "*")
	start := trim_suffix(pattern, "*")
	not _wild(start)
} else if {
	_wild(pattern)
	startswith(narrow, _start(pattern))
	regex.match(_expression(pattern), narrow)
}

# Something is matched by both. Two ARNs are compared field by field.
overlap(pattern, other) := "yes" if {
	covers(pattern, other)
} else := "yes" if {
	covers(other, pattern)
} else := "no" if {
	not _wild(pattern)
	not _wild(other)
} else := logic.all_of({_overlap(one, its[at]) | some at, one in fields}) if {
	fields := _fields(pattern)
	its := _fields(other)
} else := _overlap(pattern, other)

_overlap(pattern, other) := "yes" if {
	covers(pattern, other)
} else := "yes" if {
	covers(other, pattern)
} else := "no" if {
	not _wild(pattern)
	not _wild(other)
} else := "no" if {
	not contains(concat("", [pattern, other]), "*")
	count(pattern) != count(other)
} else := "no" if {
	not _begin_alike(_start(pattern), _start(other))
} else := "no" if {
	not _begin_alike(_start(strings.reverse(pattern)), _start(strings.reverse(other)))
} else := "unknown"

# An ARN's six fields. One that is cut off by a `*` has it in all that follow; where a `*` may stand for several fields, there are none.
_fields(arn) := [partition, service, region, account, concat(":", array.slice(parts, 5, count(parts)))] if {
	parts := split(arn, ":")
	["arn", partition, service, region, account] = array.slice(parts, 0, 5)
	count(parts) > 5
	trim(account, "0123456789*?") == ""
} else := array.slice(array.concat(array.slice(parts, 1, count(parts)), ["*", "*", "*", "*"]), 0, 5) if {
	parts := split(arn, ":")
	parts[0] == "arn"
	count(parts) < 6
	endswith(arn, "*")
}

_wild(text) if contains(text, "*")

_wild(text) if contains(text, "?")

_start(pattern) := split(replace(pattern, "?", "*"), "*")[0]

_begin_alike(one, other) if startswith(one, other)

_begin_alike(one, other) if startswith(other, one)

# `?` stands for one character, so not for another pattern's `*`.
_expression(pattern) := concat("", ["^", replace(replace(_escaped(pattern), "*", ".*"), "?", "[^*]"), "$"])

_escaped(text) := _brackets(replace(replace(replace(replace(replace(text, `\`, `\\`), ".", `\.`), "+", `\+`), "$", `\$`), "^", `\^`))

_brackets(text) := replace(_braces(replace(replace(replace(text, "(", `\(`), ")", `\)`), "[", `\[`)), "]", `\]`)

_braces(text) := replace(replace(replace(text, "{", `\{`), "}", `\}`), "|", `\|`)

# ---------------------------------------------------------------- principals

# The principals of a statement, `{"kind": "AWS", "name": …}`, and whether these are all.
principals(statement) := {"known": {{"kind": "AWS", "name": "*"}}, "all": true} if {
	value.known(statement.at, field(statement, "Principal")) == "*"
} else := {"known": {one | some one in named}, "all": all} if {
	kinds := value.known(statement.at, field(statement, "Principal"))
	is_object(kinds)
	place := field(statement, "Principal")
	named := {{"kind": kind, "name": name} | some kind, _ in kinds; some name in texts(statement.at, value.step(place, kind)).known}
	all := {_all(statement.at, place, kind) | some kind, _ in kinds} | {count(hidden(statement.at, place)) == 0} == {true}
} else := {"known": set(), "all": true} if {
	value.absent(statement.at, field(statement, "Principal"))
} else := {"known": set(), "all": false}

_all(resource, path, kind) := texts(resource, value.step(path, kind)).all

# Everybody is a principal, or everybody but those that `NotPrincipal` names.
trusts_all(statement) := "yes" if {
	some one in principals(statement).known
	one.kind == "AWS"
	one.name == "*"
} else := "unknown" if {
	not principals(statement).all
} else := _but_for_some(statement, "NotPrincipal")

# ---------------------------------------------------------------- conditions

# A condition leaves only values that one of the allowed patterns covers: an operator of these, on this key. `…IfExists`, `ForAllValues:`
# and whatever else holds where the key is not there binds nothing.
bound(statement, operators, key, allowed) := logic.any_of({_within(statement.at, one, allowed) |
	some one in conditions(statement)
	one.operator in operators
	lower(one.key) == lower(key)
} | {"unknown" | count(hidden(statement.at, field(statement, "Condition"))) > 0})

# It leaves others too.
unbound(statement, operators, key, allowed) := {"yes": "no", "no": "yes", "unknown": "unknown"}[bound(statement, operators, key, allowed)]

_within(resource, condition, allowed) := "no" if {
	some pattern in texts(resource, condition.path).known
	not _covered(pattern, allowed)
} else := "unknown" if {
	not texts(resource, condition.path).all
} else := "no" if {
	texts(resource, condition.path).known == set()
} else := "yes"

_covered(pattern, allowed) if {
	some one in allowed
	covers(one, pattern)
}

# The statement holds for everybody but these: its only condition is a negation, and its values are all among the allowed.
spares_only(statement, operators, key, allowed) := "unknown" if {
	count(hidden(statement.at, field(statement, "Condition"))) > 0
} else := _within(statement.at, only, allowed) if {
	[only] := conditions(statement)
	only.operator in operators
	lower(only.key) == lower(key)
} else := "no"

# Each condition of a statement: its operator, its key, and where its values stand.
conditions(statement) := [{"operator": operator, "key": key, "path": path} |
	some operator, keys in value.known(statement.at, field(statement, "Condition"))
	some key, _ in keys
	path := array.concat(statement.path, ["Condition", operator, key])
]

# What is not known at a place or under it, as text.
hidden(resource, path) := {place} if {
	value.unknown(resource, path)
	place := value.text(path)
} else := {place | some place, _ in resource.unknown; startswith(place, start)} if {
	start := value.text(path)
}
