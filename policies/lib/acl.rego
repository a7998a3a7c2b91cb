# What a network ACL lets in. An entry is {"at", "path", "number", "action", "protocol", "from", "to", "range"}, the last six where they are
# known. A VPC stands for the list that it brings along.
package lib.acl

import data.lib.cidr
import data.lib.foreign
import data.lib.parts
import data.lib.protocol
import data.lib.value

# The places of the entries by which the whole internet reaches a port, whatever the others deny.
opening(acl, port) := {place(entry) |
	whole(acl)
	all := entries(acl)
	admitted := [entry | some entry in all; reaches(entry, port); not blocked(all, entry, port)]
	spanning := cidr.spanning({entry.range | some entry in admitted})
	some entry in admitted
	entry.range in spanning
}

place(entry) := [entry.at.address, entry.path]

# No entry is missing that may deny before the others allow.
whole(acl) if {
	lists := owners(acl)
	every list in lists {
		not parts.short(list, "aws_network_acl_rule")
		not parts.short(list, "aws_default_network_acl")
		listed(list)
	}
}

listed(acl) if value.present(acl, ["ingress"])

listed(acl) if value.left_out(acl, ["ingress"])

# What comes before it denies all that the entry allows, or may do so: the lowest number decides. A denial denies itself.
blocked(all, entry, port) if {
	before := [other | some other in all; not allows(other); not later(other, entry); not misses(other, port)]
	cidr.covered(entry.range, {object.get(other, "range", entry.range) | some other in before})
}

allows(entry) if entry.action == "allow"

later(other, entry) if entry.number < other.number

# Nothing is missing of what decides.
definite(entry) if {
	entry.number
	entry.action
	entry.range
	bounded(entry)
}

bounded(entry) if entry.protocol != "tcp"

bounded(entry) if {
	entry.protocol
	entry.from
	entry.to
}

reaches(entry, port) if protocol.covers(entry, {"protocol": "tcp", "from": port})

# Why an entry of a list that is not managed does not pass: what comes before it may deny what it allows, and is not known.
doubts(entry) := {"not all of the entry is known, or it is no range"} if not definite(entry)
else := {sprintf("it depends on the other entries of a network ACL that is not managed here whether the whole internet reaches port %d", [port]) |
	allows(entry)
	foreign.large({entry.range})
	some port in data.architecture.ports.remote_login
	reaches(entry, port)
}

# It is known to be about something else.
misses(entry, _) if not object.get(entry, "protocol", "all") in {"all", "tcp"}

misses(entry, port) if {
	entry.protocol == "tcp"
	port < entry.from
}

misses(entry, port) if {
	entry.protocol == "tcp"
	entry.to < port
}

# Itself, and the list that takes over the one of a VPC.
owners(acl) := array.concat([acl], parts.of(acl, "aws_default_network_acl"))

entries(acl) := [entry |
	some owner in owners(acl)
	some entry in array.concat(inline(owner), separate(owner))
]

inline(acl) := [entry |
	some at, _ in value.known(acl, ["ingress"])
	not value.absent(acl, ["ingress", at])
	some entry in read(acl, ["ingress", at], {"number": "rule_no", "action": "action"})
]

separate(acl) := [entry |
	some rule in parts.of(acl, "aws_network_acl_rule")
	not leads_out(rule)
	some entry in of_rule(rule)
]

of_rule(rule) := read(rule, [], names_of(rule))

leads_out(rule) if value.known(rule, ["egress"]) == true

# What may be about the way out allows nothing for sure.
names_of(rule) := {"number": "rule_number"} if {
	value.unknown(rule, ["egress"])
} else := {"number": "rule_number", "action": "rule_action"}

# An entry for each range; one without where none is known.
read(resource, path, names) := [object.union(plain, range) | some range in ranges] if {
	plain := read_plain(resource, path, names)
	ranges := read_ranges(resource, path)
	count(ranges) > 0
} else := [read_plain(resource, path, names)]

read_ranges(resource, path) := [{"range": range, "path": place} |
	some attribute in ["cidr_block", "ipv6_cidr_block"]
	place := value.step(path, attribute)
	range := value.known(resource, place)
	cidr.family(range)
]

read_plain(resource, path, names) := object.union_n([
	{"at": resource, "path": path},
	{key: found |
		some key, attribute in {"number": names.number, "from": "from_port", "to": "to_port"}
		found := value.known(resource, value.step(path, attribute))
	},
	{"action": lower(found) | found := value.known(resource, value.step(path, names.action))},
	{"protocol": name | name := protocol.name(value.known(resource, value.step(path, "protocol")))},
])
