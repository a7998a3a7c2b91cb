# Whether something is in private subnets alone. A place is {"at", "path"}: the resource that names the subnets, and where it does.
package lib.placement

import data.lib.finding
import data.lib.links
import data.lib.network

# The public subnets of a place.
broken(subject, place) := {finding.of(subject, place.at, place.path, message) |
	some subnet in network.routing[place.at.address].yes
	message := sprintf("%s is public: %s has a route to an internet gateway", [subnet.address, concat(", ", network.ways_out(subnet))])
}

# Why there may be one.
open(subject, place) := {finding.of(subject, place.at, place.path, reason) | some reason in array.concat(unresolved(place), unrouted(place))}

unresolved(place) := [] if resolved(place)
else := ["the subnets are not all known"]

# All subnets that the place names are in the document.
resolved(place) if {
	network.subnets_of(place.at) != []
	links.all_linked(place.at, place.path)
}

unrouted(place) := [sprintf("the route table of %s is not known, or not all of its routes", [subnet.address]) |
	some subnet in network.routing[place.at.address].unknown
]
