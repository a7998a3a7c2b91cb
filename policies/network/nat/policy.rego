# METADATA
# title: There is one way out of the private subnets
# description: >-
#   An environment whose way out is an instance has one NAT instance of the agreed type and no NAT gateway; any other environment has one
#   public NAT gateway and no NAT instance. A machine that passes on what is addressed to others is a NAT instance.
# custom:
#   id: network/nat
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_nat_gateway, aws_instance]
#   reads:
#     aws_nat_gateway: [connectivity_type]
#     aws_instance: [source_dest_check, instance_type]
#   decides:
#     aws_instance.instance_type: the type of a machine that is no NAT instance does not matter
#   sections: ["Networking: egress to internet"]
#   controls:
#     ISO 27001 A.8.20: what leaves the private subnets does so by the one way that is known
#     SOC 2 CC6.6: there is one boundary to the internet, and none beside it
#   remediation: >-
#     Declare the one way out that `infra/` has for the environment: an `aws_nat_gateway`, or an `aws_instance` of `nat_instance_type` with
#     `source_dest_check = false`. Take every other away.
package policies.network.nat

import data.lib.expected
import data.lib.finding
import data.lib.inventory
import data.lib.value

# The environments, each with the type of its NAT instance, or null.
environments := {scope: object.get(architecture, "nat_instance_type", null) |
	some scope, architecture in data.architecture.scopes
	architecture.zones
}

gateways(scope) := expected.of(scope, "aws_nat_gateway")

# Machines by whether they pass on what is addressed to others.
machines(scope, answer) := [machine | some machine in expected.of(scope, "aws_instance"); forwards(machine, ["source_dest_check"]) == answer]

forwards(machine, path) := "unknown" if value.unknown(machine, path)
else := "yes" if value.known(machine, path) == false
else := "no"

subjects := {way.address |
	some scope, _ in environments
	some way in array.concat(gateways(scope), machines(scope, "yes"))
}

# By environment, what should be there and what should not, with how sure that is.
kinds := {scope: kind |
	some scope, type in environments
	kind := object.get(
		{null: {
			"type": "aws_nat_gateway", "name": "nat-gateway", "right": gateways(scope), "maybe": [],
			"wrong": machines(scope, "yes"), "wanted": "one NAT gateway",
		}},
		type,
		{
			"type": "aws_instance", "name": "nat-instance", "right": machines(scope, "yes"), "maybe": machines(scope, "unknown"),
			"wrong": gateways(scope), "wanted": sprintf("one NAT instance of %s", [type]),
		},
	)
}

deny contains finding.of(way, way, [], sprintf("the way out is %s", [kind.wanted])) if {
	some kind in kinds
	some way in kind.wrong
}

deny contains finding.of(way, way, [], sprintf("there is more than %s", [kind.wanted])) if {
	some kind in kinds
	count(kind.right) > 1
	some way in kind.right
}

deny contains finding.of(way, way, ["instance_type"], sprintf("the NAT instance is not %s", [type])) if {
	some scope, type in environments
	some way in machines(scope, "yes")
	type != null
	value.equals(way, ["instance_type"], type) == "no"
}

deny contains finding.of(way, way, ["connectivity_type"], "the NAT gateway does not lead to the internet") if {
	some scope, _ in environments
	some way in gateways(scope)
	value.one_of(way, ["connectivity_type"], {"public"}) == "no"
}

undetermined contains finding.of(way, way, ["instance_type"], "the type of the NAT instance is not known") if {
	some scope, _ in environments
	some way in machines(scope, "yes")
	value.unknown(way, ["instance_type"])
}

undetermined contains finding.of(machine, machine, ["source_dest_check"], "whether this is a NAT instance is not known") if {
	some scope, _ in environments
	some machine in machines(scope, "unknown")
}

# Why there may be another one.
doubts(scope, kind) := {reason | reason := inventory.incomplete(kind.type)[scope]} | {reason |
	some machine in kind.maybe
	reason := sprintf("%s may be one", [machine.address])
}

undetermined contains finding.of(way, way, [], message) if {
	some scope, kind in kinds
	some way in kind.right
	reasons := doubts(scope, kind)
	count(reasons) > 0
	message := sprintf("whether it is the only one is not known: %s", [concat("; ", sort(reasons))])
}

deny contains finding.missing(kind.name, scope, sprintf("there is not %s", [kind.wanted])) if {
	some scope, kind in kinds
	input.scopes[scope]
	kind.right == []
	count(doubts(scope, kind)) == 0
}

undetermined contains finding.missing(kind.name, scope, message) if {
	some scope, kind in kinds
	input.scopes[scope]
	kind.right == []
	reasons := doubts(scope, kind)
	count(reasons) > 0
	message := sprintf("whether there is %s is not known: %s", [kind.wanted, concat("; ", sort(reasons))])
}
