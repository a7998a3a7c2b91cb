package lib.parts_test

import data.lib.links
import data.lib.parts

part(name) := {"address": name}

test_only_one_is_the_only_one if {
	parts.only({"parts": {"a": [part("x")], "b": [part("y")]}}, ["a", "c"]).address == "x"
	not parts.only({"parts": {"a": [part("x"), part("y")]}}, ["a"])
	not parts.only({"parts": {"a": [part("x")], "b": [part("y")]}}, ["a", "b"])
	not parts.only({"parts": {}}, ["a"])
}

linked(list) := addresses if {
	addresses := links.linked({"links": {"p": list}, "unknown": {}, "values": {}}, ["p"]) with input as {"resources": {"t": [part("x"), part("y")]}}
}

link(to, certainty) := {"to": to, "certainty": certainty}

test_links_are_resolved_together if {
	linked([link("x", "certain"), link("y", "inferred")]) == {"x", "y"}
	not linked([])
	not linked([link("x", "certain"), link("y", "ambiguous")])
	not linked([link("x", "certain"), link("z", "certain")])
}
