# METADATA
# title: A zone that fails takes no service along
# description: >-
#   The tasks of services and of schedules may start in as many zones as their environment uses: both in production, one in staging. The
#   service that holds the database connections runs one task in each of them, and what a failed zone has moved moves back.
# custom:
#   id: compute/zones
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_ecs_service, aws_scheduler_schedule]
#   reads:
#     aws_ecs_service: [name, desired_count, availability_zone_rebalancing, "network_configuration[].subnets[]"]
#     aws_scheduler_schedule: ["target[].ecs_parameters[].network_configuration[].subnets[]"]
#     aws_subnet: [availability_zone]
#     aws_default_subnet: [availability_zone]
#   decides:
#     aws_ecs_service.desired_count: it matters only of a service that runs one task in each zone
#     aws_ecs_service.availability_zone_rebalancing: it matters only of a service that runs one task in each zone
#     aws_ecs_service.name: where it is not known, it may be that service
#   sections: ["Compute: service breakdown"]
#   controls:
#     SOC 2 A1.2: one zone that fails leaves tasks in another
#     ISO 27001 A.8.14: tasks run twice, in places that fail apart
#     HIPAA 164.308(a)(7)(ii)(C): what patients need goes on while a zone is down
#   remediation: >-
#     Name one private subnet for each of the environment's zones in `network_configuration`. For the service with one task in each, set
#     `desired_count` to the number of zones and `availability_zone_rebalancing = "ENABLED"`.
package policies.compute.zones

import data.lib.facts
import data.lib.finding
import data.lib.network
import data.lib.placement
import data.lib.tasks
import data.lib.value

# What starts tasks in an environment, and in how many zones they should be able to start.
judged := [{"by": starter.by, "path": tasks.network(starter, "subnets"), "wanted": wanted} |
	some starter in tasks.starters
	wanted := data.architecture.scopes[starter.by.scope].zones
]

subjects := {one.by.address | some one in judged}

# The zones of the subnets.
zones := {one.by.address: {value.known(subnet, zone) | some subnet in network.subnets_of(one.by)} | some one in judged}

zone := ["availability_zone"]

all_known(one) if {
	placement.resolved({"at": one.by, "path": one.path})
	every subnet in network.subnets_of(one.by) {
		value.present(subnet, zone)
	}
}

deny contains finding.of(one.by, one.by, one.path, sprintf("tasks may start in %d zones, and not in %d", [found, one.wanted])) if {
	some one in judged
	found := count(zones[one.by.address])
	wrong(one, found)
}

wrong(one, found) if found > one.wanted

wrong(one, found) if {
	found < one.wanted
	all_known(one)
}

undetermined contains finding.of(one.by, one.by, one.path, "the zones in which tasks may start are not all known") if {
	some one in judged
	not all_known(one)
}

# ---------------------------------------------------------------- one task in each

each := [{"service": one.by, "facts": [
		facts.equals(one.by, ["desired_count"], one.wanted, sprintf("it does not run %d tasks, one in each zone", [one.wanted])),
		facts.of(one.by, ["availability_zone_rebalancing"], back(one), "tasks that a failed zone has moved do not move back"),
	]} |
	some one in judged
	one.by.type == "aws_ecs_service"
	value.known(one.by, ["name"]) in data.architecture.compute.one_in_each_zone
]

# In one zone there is nothing to move.
back(one) := "yes" if one.wanted == 1
else := value.equals(one.by, ["availability_zone_rebalancing"], "ENABLED")

deny contains found if {
	some one in each
	some found in facts.broken(one.service, one.facts)
}

undetermined contains found if {
	some one in each
	some found in facts.open(one.service, one.facts)
}

undetermined contains finding.of(one.by, one.by, ["name"], "whether it runs one task in each zone is not known: what it is called is not") if {
	some one in judged
	one.by.type == "aws_ecs_service"
	value.unknown(one.by, ["name"])
}
