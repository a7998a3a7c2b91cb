# What Cloudflare's zone leads to, and how.
package lib.zone

import data.lib.inventory
import data.lib.logic
import data.lib.value

records := inventory.managed("cloudflare_dns_record")

# The record's name leads to a load balancer: by its own content, or over other records of the zone; over more than two
# it is not known.
leads(record) := over(record, "unknown", leads_once)

leads_once[record.address] := state if {
	some record in records
	state := over(record, "unknown", leads_at_once)
}

leads_at_once[record.address] := state if {
	some record in records
	state := logic.any_of(array.concat([at_once(record)], ["unknown" | some _ in next(record)]))
}

# By its own content; else by that of the records that it names, each by its state in `further`.
over(record, otherwise, further) := logic.any_of(array.concat(
	[at_once(record)],
	[object.get(further, other, otherwise) | some other in next(record)],
))

next(record) := object.get(named, host(value.known(record, ["content"])), set()) if {
	value.equals(record, ["type"], "CNAME") == "yes"
	value.present(record, ["content"])
} else := set()

at_once(record) := "unknown" if value.unknown(record, ["type"])
else := "no" if value.equals(record, ["type"], "CNAME") == "no"
else := "unknown" if value.unknown(record, ["content"])
else := "yes" if balancer(host(value.known(record, ["content"])))
else := "unknown" if {
	within(host(value.known(record, ["content"])))
	count(doubts) > 0
}
else := "no"

balancer(name) if {
	contains(name, data.aws.load_balancer_host.holds)
	endswith(name, data.aws.load_balancer_host.ends)
}

within(name) if endswith(name, data.architecture.edge.zone)

# Why there may be other records of the zone, or others of a name.
doubts := {scope | some scope, _ in inventory.incomplete("cloudflare_dns_record")} | {record.address |
	some record in records
	value.unknown(record, ["name"])
}

# The records of each name.
named := {name: found |
	some name in {host(value.known(record, ["name"])) | some record in records}
	found := {record.address | some record in records; host(value.known(record, ["name"])) == name}
}

host(name) := lower(trim_suffix(name, "."))

# It is proxied. Cloudflare's default is that it is not.
proxied(record) := "no" if value.left_out(record, ["proxied"])
else := value.equals(record, ["proxied"], true)

# Connections to the origin are encrypted, and its certificate is checked.
strict(setting) := value.equals(setting, ["value"], data.architecture.edge.tls_mode)
