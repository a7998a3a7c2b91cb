# METADATA
# title: Each service is reached by its name
# description: >-
#   Each service that speaks HTTP has a target group of its own, and a rule that sends its host name there. Every target group asks for the
#   health of the process alone, and nothing binds a visitor to one task. A listener that routes services sends the names that no rule has
#   to the service that knows customers' own domains.
# custom:
#   id: edge/routing
#   severity: medium
#   on: [plan, account]
#   scopes: ["*"]
#   subjects:
#     [aws_lb_target_group, aws_alb_target_group, aws_lb_listener_rule, aws_alb_listener_rule, aws_lb_listener, aws_alb_listener]
#   reads:
#     aws_lb_target_group: [name, protocol, "health_check[].path", "stickiness[].enabled"]
#     aws_alb_target_group: [name, protocol, "health_check[].path", "stickiness[].enabled"]
#     aws_lb_listener_rule:
#       - listener_arn
#       - "condition[].host_header[].values"
#       - "action[].type"
#       - "action[].target_group_arn"
#       - "action[].forward[].stickiness[].enabled"
#     aws_alb_listener_rule:
#       - listener_arn
#       - "condition[].host_header[].values"
#       - "action[].type"
#       - "action[].target_group_arn"
#       - "action[].forward[].stickiness[].enabled"
#     aws_lb_listener:
#       - "default_action[].type"
#       - "default_action[].target_group_arn"
#       - "default_action[].forward[].stickiness[].enabled"
#     aws_alb_listener:
#       - "default_action[].type"
#       - "default_action[].target_group_arn"
#       - "default_action[].forward[].stickiness[].enabled"
#   unset:
#     aws_lb_target_group.stickiness[].enabled: absent
#     aws_alb_target_group.stickiness[].enabled: absent
#   decides:
#     aws_lb_target_group.name: what is asked of every target group does not depend on its name
#     aws_alb_target_group.name: what is asked of every target group does not depend on its name
#     aws_lb_listener_rule.action[].target_group_arn: it matters only where the rule has a service's host name
#     aws_alb_listener_rule.action[].target_group_arn: it matters only where the rule has a service's host name
#     aws_lb_listener_rule.action[].type: it matters only where the rule has a service's host name
#     aws_alb_listener_rule.action[].type: it matters only where the rule has a service's host name
#     aws_lb_listener_rule.listener_arn: it matters to the listener alone
#     aws_alb_listener_rule.listener_arn: it matters to the listener alone
#     aws_lb_listener.default_action[].type: it matters only where the listener routes a service's host name
#     aws_alb_listener.default_action[].type: it matters only where the listener routes a service's host name
#     aws_lb_listener.default_action[].target_group_arn: it matters only where the listener routes a service's host name
#     aws_alb_listener.default_action[].target_group_arn: it matters only where the listener routes a service's host name
#   sections: ["Load balancing: ALB"]
#   controls:
#     SOC 2 A1.1: requests go to tasks that are well, and to all of them
#   remediation: >-
#     Declare an `aws_lb_target_group` of the service's name with `health_check { path = "/health" }` and no stickiness, and an
#     `aws_lb_listener_rule` with one `host_header` condition that forwards to it, as `infra/modules/load-balancer` does. Let the listener's
#     `default_action` forward to the group of the service that `routing.default` in `data/architecture.yaml` names.
package policies.edge.routing

import data.lib.expected
import data.lib.facts
import data.lib.finding
import data.lib.inventory
import data.lib.logic
import data.lib.parts
import data.lib.services
import data.lib.value

# By scope and host name, the target group that it leads to.
wanted := {scope: {host: group |
	some service, host_form in data.architecture.routing.hosts
	by_name[service]
	host := replace(host_form, "{domain}", data.architecture.scopes[scope].domain)
	group := group_of(scope, service)
} |
	some scope, by_name in services.wanted
}

group_of(scope, service) := replace(replace(data.architecture.names.target_group, "{env}", scope), "{service}", service)

both(one, other) := array.concat(inventory.managed(one), inventory.managed(other))

groups := [group |
	some group in both("aws_lb_target_group", "aws_alb_target_group")
	value.one_of(group, ["protocol"], {"HTTP", "HTTPS"}) != "no"
]

rules := both("aws_lb_listener_rule", "aws_alb_listener_rule")

judged := array.concat(
	[{"subject": group, "rows": healthy(group)} | some group in groups],
	array.concat(
		[{"subject": rule, "rows": array.concat(leading(rule), loose(rule, ["action"]))} | some rule in rules],
		[{"subject": listener, "rows": array.concat(other_hosts(listener), loose(listener, ["default_action"]))} |
			some listener in both("aws_lb_listener", "aws_alb_listener")
		],
	),
)

subjects := {one.subject.address | some one in judged}

healthy(group) := [
	facts.of(group, ["health_check", 0, "path"], asked(group), sprintf("the health check does not ask for %s", [data.architecture.routing.health_path])),
	facts.of(group, ["stickiness", 0, "enabled"], unbound(group, ["stickiness", 0, "enabled"]), "visitors are bound to a task"),
]

# AWS asks for another path where none is named.
asked(group) := "unknown" if value.unknown(group, ["protocol"])
else := "no" if value.unset(group, ["health_check", 0, "path"])
else := value.equals(group, ["health_check", 0, "path"], data.architecture.routing.health_path)

# Where it may not speak HTTP, nothing may be bound to it that way.
unbound(group, path) := logic.any_of([free(group, path), "unknown"]) if value.unknown(group, ["protocol"])
else := free(group, path)

free(at, path) := "yes" if value.unset(at, path)
else := logic.opposite(value.equals(at, path, true))

# An action may bind visitors to a group, beside what the group does itself.
loose(at, path) := [facts.of(at, sticky, free(at, sticky), "visitors are bound to a group") |
	some nth, _ in value.known(at, path)
	forward := value.step(array.concat(path, [nth, "forward"]), 0)
	sticky := array.concat(value.step(forward, "stickiness"), [0, "enabled"])
]

# A rule of a service's host name forwards to its group.
leading(rule) := [facts.of(rule, ["action"], forwards(rule, "action", group), sprintf("%s does not lead to the target group %s", [host, group])) |
	some host, group in object.get(wanted, rule.scope, {})
	by_rule[rule.address][host] == "yes"
]

# Worked out once.
by_rule[rule.address] := states if {
	some rule in rules
	states := {host: of_host(rule, host) | some host, _ in wanted[rule.scope]}
}

# The rule is for this host name, and for all of it: no other condition narrows it.
of_host(rule, host) := "unknown" if value.unknown(rule, ["condition"])
else := "no" if not only_one(rule)
else := logic.any_of([lower_equals(rule, one, host) | some one in values(rule, ["condition", 0, "host_header", 0, "values"])])

only_one(rule) if count(value.known(rule, ["condition"])) == 1

values(rule, path) := [path] if value.unknown(rule, path)
else := [value.step(path, nth) | some nth, _ in value.known(rule, path)]

lower_equals(rule, path, host) := "unknown" if value.unknown(rule, path)
else := "yes" if lower(value.known(rule, path)) == host
else := "no"

forwards(at, attribute, group) := "unknown" if value.unknown(at, [attribute])
else := "no" if not "forward" in types(at, attribute)
else := "unknown" if not target(at)
else := value.equals(target(at), ["name"], group)

# What is not known may be to forward.
types(at, attribute) := {type |
	some nth, _ in value.known(at, [attribute])
	type := type_of(at, [attribute, nth, "type"])
}

type_of(at, path) := "forward" if value.unknown(at, path)
else := value.known(at, path)

target(at) := parts.only(at, {"aws_lb_target_group", "aws_alb_target_group"})

# Names that no rule has are customers' own, and one service reads which of them it is.
other_hosts(listener) := [facts.of(listener, ["default_action"], state, sprintf("names that no rule has do not lead to the target group %s", [group])) |
	wanted[listener.scope]
	group := group_of(listener.scope, data.architecture.routing.default)
	state := logic.any_of([logic.opposite(routes(listener)), forwards(listener, "default_action", group)])
]

# One of its rules is for a service's host name.
routes(listener) := logic.any_of([state |
	some type in ["aws_lb_listener_rule", "aws_alb_listener_rule"]
	some state in array.concat(
		[is | some rule in parts.of(listener, type); some _, is in by_rule[rule.address]],
		["unknown" | parts.short(listener, type)],
	)
])

deny contains found if {
	some one in judged
	some found in facts.broken(one.subject, one.rows)
}

undetermined contains found if {
	some one in judged
	some found in facts.open(one.subject, one.rows)
}

undetermined contains finding.of(rule, rule, ["condition"], "which host names the rule is for is not known") if {
	some rule in rules
	"unknown" in {state | some _, state in by_rule[rule.address]}
}

# A group by its former type counts as well.
lacking(scope) := {group | some _, group in wanted[scope]} - {name |
	some group in expected.of(scope, "aws_alb_target_group")
	name := value.known(group, ["name"])
}

deny contains found if {
	some scope, _ in wanted
	some found in expected.missing(scope, "aws_lb_target_group", ["name"], lacking(scope), "the target group")
}

undetermined contains found if {
	some scope, _ in wanted
	some found in expected.possibly_missing(scope, "aws_lb_target_group", ["name"], lacking(scope), "the target group")
}

# Whether a rule has the host name, in scopes that are judged.
routed := {scope: {host: state |
	some host, _ in by_host
	state := logic.any_of(array.concat(
		[by_rule[rule.address][host] | some rule in rules; rule.scope == scope],
		["unknown" | inventory.incomplete("aws_lb_listener_rule")[scope]],
	))
} |
	some scope, by_host in wanted
	input.scopes[scope]
}

deny contains finding.missing(host, scope, sprintf("no rule is for %s", [host])) if {
	some scope, by_host in routed
	some host, state in by_host
	state == "no"
}

undetermined contains finding.missing(host, scope, sprintf("whether a rule is for %s is not known", [host])) if {
	some scope, by_host in routed
	some host, state in by_host
	state == "unknown"
}
