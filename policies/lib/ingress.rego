# What a security group lets in: its rules in one form, whichever of the three ways they are written in. A VPC stands for the group that
# it brings along.
#
# A rule is {"at", "path", "text", "values"}: the resource, the place in it as a path and as text, and what is known of it there.
package lib.ingress

import data.lib.links
import data.lib.parts
import data.lib.prefix_lists
import data.lib.protocol
import data.lib.value

#
# A rule that is put on a group which is not managed stands for itself.
rules(group) := [whole(group)] if group.type == "aws_vpc_security_group_ingress_rule"
else := [whole(rule) | some rule in [group]; rule.values.type == "ingress"] if group.type == "aws_security_group_rule"
else := [rule |
	some owner in array.concat([group], parts.of(group, "aws_default_security_group"))
	some rule in array.concat(inline(owner), separate(owner))
]

inline(group) := [{"at": group, "path": ["ingress", at], "text": sprintf("ingress[%d].", [at]), "values": values} |
	some at, values in value.known(group, ["ingress"])
	is_object(values)
]

separate(group) := array.concat(
	[whole(rule) | some rule in parts.of(group, "aws_security_group_rule"); rule.values.type == "ingress"],
	[whole(rule) | some rule in parts.of(group, "aws_vpc_security_group_ingress_rule")],
)

whole(rule) := {"at": rule, "path": [], "text": "", "values": rule.values}

# The names of the attributes, by form.
names := {
	"aws_security_group": blocks,
	"aws_default_security_group": blocks,
	"aws_security_group_rule": object.union(blocks, {"groups": ["source_security_group_id"]}),
	"aws_vpc_security_group_ingress_rule": {
		"ranges": ["cidr_ipv4", "cidr_ipv6"],
		"lists": ["prefix_list_id"],
		"groups": ["referenced_security_group_id"],
		"protocol": "ip_protocol",
		"from": "from_port",
		"to": "to_port",
	},
}

blocks := {
	"ranges": ["cidr_blocks", "ipv6_cidr_blocks"],
	"lists": ["prefix_list_ids"],
	"groups": ["security_groups"],
	"protocol": "protocol",
	"from": "from_port",
	"to": "to_port",
}

# The ranges that a rule admits, each with the place that names it, and those that are in its prefix lists. What is not known is not among
# them. What is sensitive is, and is no range. Most rules are of the form that names one range, and no list.
ranges(rule) := [{"at": rule.at, "path": [name], "cidr": range, "rule": rule} |
	some name in names[rule.at.type].ranges
	range := rule.values[name]
	range != null
] if {
	rule.at.type == "aws_vpc_security_group_ingress_rule"
	not rule.at.links.prefix_list_id
} else := array.concat(
	[{"at": rule.at, "path": pointer.path, "cidr": pointer.value, "rule": rule} |
		some pointer in pointers(rule, "ranges")
		pointer.value != null
	],
	[range |
		some pointer in pointers(rule, "lists")
		some list in links.at(rule.at, pointer.text)
		some entry in prefix_lists.entries[list]
		range := object.union({"at": rule.at, "path": pointer.path, "rule": rule}, entry)
	],
)

# Where a rule admits security groups, its own among them.
groups(rule) := array.concat(
	[pointer.path | some pointer in pointers(rule, "groups"); points(rule, pointer)],
	[value.step(rule.path, "self") | rule.values.self == true],
)

points(_, pointer) if not pointer.value in {null, ""}

points(rule, pointer) if links.at(rule.at, pointer.text)

# The values of a rule's attributes with their places: of a list each element. Null stands for one that is not known, but may be linked.
pointers(rule, aspect) := [pointer |
	some name in names[rule.at.type][aspect]
	text := concat("", [rule.text, name])
	some pointer in elements(object.get(rule.values, name, null), value.step(rule.path, name), text)
]

elements(list, path, text) := [{"value": found, "path": value.step(path, at), "text": sprintf("%s[%d]", [text, at])} |
	some at, found in list
] if {
	is_array(list)
} else := [{"value": list, "path": path, "text": text}]

# What a rule is about is known at first sight: a protocol that has ports, and both of them.
plain(rule) if {
	form := names[rule.at.type]
	rule.values[form.protocol] in {"tcp", "udp"}
	is_number(rule.values[form.from])
	is_number(rule.values[form.to])
	rule.values[form.from] >= 0
	rule.values[form.to] >= 0
}

# Its protocol and ports then.
span(rule) := {"protocol": rule.values[form.protocol], "from": rule.values[form.from], "to": rule.values[form.to]} if {
	plain(rule)
	form := names[rule.at.type]
}

# What a rule is about, as far as it is known.
traffic(rule) := object.union(
	{"protocol": name | name := protocol.name(value.known(rule.at, place(rule, "protocol")))},
	{aspect: port | some aspect in ["from", "to"]; port := port_of(rule, aspect)},
)

# Messages without a type are of all types.
port_of(rule, aspect) := value.known(rule.at, place(rule, aspect))

port_of(rule, aspect) := -1 if {
	value.left_out(rule.at, place(rule, aspect))
	protocol.name(value.known(rule.at, place(rule, "protocol"))) in {"icmp", "icmpv6"}
}

place(rule, aspect) := value.step(rule.path, names[rule.at.type][aspect])

# Why some of a group's rules may not be in the document.
unseen(group) := "the rules of a security group that is only read are not known" if {
	group.mode == "data"
} else := "the rules of the VPC's own security group are not known: no aws_default_security_group takes it over" if {
	group.type in ["aws_vpc", "aws_default_vpc"]
	count(parts.of(group, "aws_default_security_group")) == 0
} else := "rules may be put on the group by its VPC" if {
	group.type == "aws_default_security_group"
	not value.present(group, ["vpc_id"])
	not links.linked(group, ["vpc_id"])
} else := "rules are put on the group by its VPC" if {
	group.type == "aws_default_security_group"
	some vpc in array.concat(input.resources.aws_vpc, input.resources.aws_default_vpc)
	vpc.address in links.linked(group, ["vpc_id"])
	count(separate(vpc)) > 0
}

# Why some rules of a group that is in the document may not be.
hidden(group) := [reason |
	some owner in array.concat([group], parts.of(group, "aws_default_security_group"))
	some reason in array.concat(
		[reason | some type in ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"]; reason := parts.short(owner, type).reason],
		[value.reason(owner, path) | some path in unread(owner)],
	)
]

# The places of inline rules that are not known.
unread(owner) := [["ingress"]] if {
	value.unknown(owner, ["ingress"])
	not value.unset(owner, ["ingress"])
} else := [["ingress", nth] | some nth, rule in value.known(owner, ["ingress"]); not is_object(rule)]
