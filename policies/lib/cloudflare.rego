# What a rule of a security group admits besides Cloudflare on the ports of a load balancer: {"at", "path", "message"} each.
package lib.cloudflare

import data.lib.cidr
import data.lib.ingress

problems(rule) := array.concat(strangers, array.concat(members, excess)) if {
	ranges := ingress.ranges(rule)
	strangers := [{"at": range.at, "path": range.path, "message": message} |
		some range in ranges
		cidr.family(range.cidr)
		not theirs(range.cidr)
		message := sprintf("%s does not lie in Cloudflare's ranges", [range.cidr])
	]
	members := [{"at": rule.at, "path": path, "message": "the members of a security group are admitted"} |
		some path in ingress.groups(rule)
	]
	excess := [{"at": rule.at, "path": path, "message": message} |
		some path in excessive(rule, ranges)
		message := sprintf("more is admitted than %s/tcp", [concat(" and ", names)])
	]
}

doubts(rule) := array.concat(unclear, unread) if {
	ranges := ingress.ranges(rule)
	unread := [{"at": range.at, "path": range.path, "message": message} |
		some range in ranges
		not cidr.family(range.cidr)
		message := sprintf("%s is no range of addresses", [range.cidr])
	]
	unclear := [{"at": rule.at, "path": rule.path, "message": "the protocol or the ports are not known"} |
		admits(ranges)
		not definite(ingress.traffic(rule))
	]
}

# The place by which a rule that admits Cloudflare admits more of it than it should.
excessive(rule, ranges) := [ingress.place(rule, aspect) |
	admits(ranges)
	aspect := wrong(ingress.traffic(rule))
]

admits(ranges) if {
	some range in ranges
	theirs(range.cidr)
}

theirs(range) if range in published
else if {
	some one in data.cloudflare[cidr.family(range)]
	cidr.holds(one, range)
}

published := {range | some family in ["ipv4", "ipv6"]; some range in data.cloudflare[family]}

ports := {port | some port in data.architecture.ports.load_balancer}

names := [sprintf("%d", [port]) | some port in data.architecture.ports.load_balancer]

wrong(traffic) := "protocol" if traffic.protocol != "tcp"
else := "from" if {
	traffic.from
	not traffic.from in ports
} else := "to" if traffic.to != traffic.from

definite(traffic) if wrong(traffic)

definite(traffic) if {
	traffic.protocol
	traffic.from
	traffic.to
}
