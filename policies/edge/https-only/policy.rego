# METADATA
# title: Load balancers speak HTTPS alone
# description: >-
#   Every listener of a load balancer ends TLS under a security policy that takes TLS 1.2 or later and nothing older, or it is one on
#   port 80 that does nothing but redirect to HTTPS on 443, by its default action and by every rule. A classic load balancer cannot
#   redirect, and has no listener in clear text.
# custom:
#   id: edge/https-only
#   severity: critical
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_lb_listener, aws_alb_listener, aws_elb]
#   reads:
#     aws_lb_listener:
#       - port
#       - protocol
#       - ssl_policy
#       - "default_action[].type"
#       - "default_action[].redirect[].protocol"
#       - "default_action[].redirect[].port"
#     aws_alb_listener:
#       - port
#       - protocol
#       - ssl_policy
#       - "default_action[].type"
#       - "default_action[].redirect[].protocol"
#       - "default_action[].redirect[].port"
#     aws_lb_listener_rule: [listener_arn, "action[].type", "action[].redirect[].protocol", "action[].redirect[].port"]
#     aws_alb_listener_rule: [listener_arn, "action[].type", "action[].redirect[].protocol", "action[].redirect[].port"]
#     aws_elb: ["listener[].lb_protocol"]
#   unset:
#     aws_lb_listener.ssl_policy: absent
#     aws_alb_listener.ssl_policy: absent
#   sections: ["Load balancing: ALB", "HIPAA & GDPR posture"]
#   controls:
#     GDPR 32(1)(a): nothing is served in clear text
#     HIPAA 164.312(e)(1): patients' data goes over TLS 1.2 or later alone
#     ISO 27001 A.8.24: protocols that are too old are refused
#     SOC 2 CC6.7: what is sent to visitors is protected on its way
#   remediation: >-
#     On 443, set `protocol = "HTTPS"` and `ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"`. On 80, leave one
#     `default_action { type = "redirect" }` with `redirect { protocol = "HTTPS", port = "443", status_code = "HTTP_301" }` and no rules.
package policies.edge.https_only

import data.lib.facts
import data.lib.inventory
import data.lib.parts
import data.lib.value

https := data.architecture.ports.load_balancer[0]

http := data.architecture.ports.load_balancer[1]

listeners := array.concat(inventory.managed("aws_lb_listener"), inventory.managed("aws_alb_listener"))

# TLS is ended here, or it is redirected, or neither. What is only passed on is not seen.
rows(listener) := [facts.of(listener, ["ssl_policy"], accepted(listener), "the listener's security policy takes TLS older than 1.2")] if {
	value.one_of(listener, ["protocol"], {"HTTPS", "TLS"}) == "yes"
} else := array.concat([facts.equals(listener, ["port"], http, "clear text is spoken on another port than 80")], redirects(listener)) if {
	value.equals(listener, ["protocol"], "HTTP") == "yes"
} else := [facts.one_of(listener, ["protocol"], {"HTTPS", "TLS"}, "the listener neither ends TLS nor redirects to where it is ended")]

# Without one it is AWS's default, which takes TLS 1.0.
accepted(listener) := "no" if value.unset(listener, ["ssl_policy"])
else := value.one_of(listener, ["ssl_policy"], {policy | some policy in data.aws.listener_tls_policies})

redirects(listener) := array.concat(
	of_actions(listener, ["default_action"]),
	[row |
		some type in ["aws_lb_listener_rule", "aws_alb_listener_rule"]
		some rule in parts.of(listener, type)
		some row in of_actions(rule, ["action"])
	],
)

of_actions(at, path) := [row | some place, _ in value.known(at, path); some row in of_action(at, value.step(path, place))] if {
	count(value.known(at, path)) > 0
} else := [facts.of(at, path, "unknown", "something is not redirected to HTTPS")] if value.unknown(at, path)
else := [facts.of(at, path, "no", "something is not redirected to HTTPS")]

of_action(at, path) := [
	facts.equals(at, array.concat(value.step(path, "redirect"), [0, "protocol"]), "HTTPS", "something is not redirected to HTTPS"),
	facts.equals(at, array.concat(value.step(path, "redirect"), [0, "port"]), sprintf("%d", [https]), "it is redirected to another port than 443"),
] if {
	value.equals(at, value.step(path, "type"), "redirect") == "yes"
} else := [facts.equals(at, value.step(path, "type"), "redirect", "something is not redirected to HTTPS")]

# A classic one: which versions of TLS it takes is in a policy of its own, which is not read.
classic(balancer, path) := [facts.of(balancer, protocol, state, "a listener takes clear text, or TLS older than 1.2") |
	some place, _ in value.known(balancer, path)
	protocol := array.concat(path, [place, "lb_protocol"])
	encrypted := value.one_of(balancer, protocol, {"https", "HTTPS", "ssl", "SSL"})
	state := {"yes": "unknown", "no": "no", "unknown": "unknown"}[encrypted]
]

judged := array.concat(
	[{"subject": listener, "rows": rows(listener)} | some listener in listeners],
	[{"subject": balancer, "rows": classic(balancer, ["listener"])} | some balancer in inventory.managed("aws_elb")],
)

deny contains finding if {
	some one in judged
	some finding in facts.broken(one.subject, one.rows)
}

undetermined contains finding if {
	some one in judged
	some finding in facts.open(one.subject, one.rows)
}
