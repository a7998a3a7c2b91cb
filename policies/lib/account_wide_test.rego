package lib.account_wide_test

import data.lib.account_wide

thing(name, scope) := {"address": sprintf("t.%s", [name]), "mode": "managed", "scope": scope, "values": {"name": name}, "unknown": {}}

later := {"address": "t.later", "mode": "managed", "scope": "account", "values": {}, "unknown": {"name": {"kind": "after_apply", "reason": "known after apply"}}}

document(things, complete) := {"scopes": {"account": {"complete": {"t": complete}}}, "resources": {"t": things}}

subjects(found) := {one.subject | some one in found}

test_what_is_called_so_may_be_of_any_scope if {
	count(account_wide.called("t", ["name"], {"a"})) == 1 with input as document([thing("a", "unassigned"), thing("b", "account")], true)
	count(account_wide.nameless("t", ["name"])) == 1 with input as document([thing("a", "account"), later], true)
}

test_missing if {
	wanted := {"a", "b"}
	found := account_wide.missing("t", ["name"], wanted, "it") with input as document([thing("a", "staging")], true)
	subjects(found) == {"missing:b"}
	short := account_wide.missing("t", ["name"], wanted, "it") with input as document([], "denied")
	short == set()
	elsewhere := account_wide.missing("t", ["name"], wanted, "it") with input as {"scopes": {"staging": {"complete": {"t": true}}}, "resources": {"t": []}}
	elsewhere == set()
}

test_possibly_missing if {
	found := account_wide.possibly_missing("t", ["name"], {"a"}, "it") with input as document([], "denied")
	subjects(found) == {"missing:a"}
	open := account_wide.possibly_missing("t", ["name"], {"a"}, "it") with input as document([later], true)
	subjects(open) == {"missing:a"}
	none := account_wide.possibly_missing("t", ["name"], {"a"}, "it") with input as document([], true)
	none == set()
}
