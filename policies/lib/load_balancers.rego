# Load balancers: which of them face the internet, and the groups that let traffic in.
package lib.load_balancers

import data.lib.inventory
import data.lib.network
import data.lib.parts
import data.lib.value

# All of them, by whether they face the internet.
facing := {answer: found |
	some answer in ["yes", "no", "unknown"]
	found := [lb | some type in ["aws_lb", "aws_alb", "aws_elb"]; some lb in inventory.managed(type); faces(lb) == answer]
}

faces(lb) := "no" if value.known(lb, ["internal"]) == true
else := "no" if kind(lb) == "gateway"
else := "yes" if {
	kind(lb)
	value.known(lb, ["internal"]) == false
} else := "yes" if {
	kind(lb)
	value.left_out(lb, ["internal"])
} else := "unknown"

# "classic", "application", "network" or "gateway".
kind(lb) := "classic" if lb.type == "aws_elb"
else := value.known(lb, ["load_balancer_type"]) if value.present(lb, ["load_balancer_type"])
else := "application" if value.left_out(lb, ["load_balancer_type"])

# It names no group.
ungrouped(lb) if value.left_out(lb, ["security_groups"])

ungrouped(lb) if value.known(lb, ["security_groups"]) == []

# Its groups. One that names none is in the group that its VPC brings along; a network load balancer is in none then.
groups(lb) := [vpc | some vpc in homes(lb)] if {
	ungrouped(lb)
	kind(lb) != "network"
} else := [group |
	some type in ["aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"]
	some group in parts.of(lb, type)
]

# The VPC of its subnets, where one of them tells.
homes(lb) := array.slice([vpc | some subnet in network.subnets_of(lb); vpc := parts.only(subnet, ["aws_vpc", "aws_default_vpc"])], 0, 1)
