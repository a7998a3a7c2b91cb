package policies.edge.https_only_test

import data.policies.edge.https_only as policy

listener(values, unknown) := {
	"address": "aws_lb_listener.l",
	"type": "aws_lb_listener",
	"mode": "managed",
	"scope": "production",
	"values": values,
	"unknown": unknown,
	"links": {},
	"parts": {},
}

document(resource) := {"kind": "plan", "scopes": {"production": {"complete": {}}}, "resources": {resource.type: [resource]}}

denied(resource) := {finding.attribute | some finding in found} if found := policy.deny with input as document(resource)

open(resource) := {finding.attribute | some finding in found} if found := policy.undetermined with input as document(resource)

later := {"kind": "after_apply", "reason": "known after apply"}

test_a_policy_that_is_not_in_the_list_is_denied if {
	denied(listener({"protocol": "TLS", "ssl_policy": "ELBSecurityPolicy-TLS-1-1-2017-01"}, {})) == {["ssl_policy"]}
	denied(listener({"protocol": "TLS", "ssl_policy": "ELBSecurityPolicy-FS-1-2-2019-08"}, {})) == set()
}

test_without_actions_nothing_is_redirected if {
	denied(listener({"protocol": "HTTP", "port": 80, "default_action": []}, {})) == {["default_action"]}
	open(listener({"protocol": "HTTP", "port": 80}, {"default_action": later})) == {["default_action"]}
}

test_an_action_whose_type_is_not_known_is_undetermined if {
	open(listener({"protocol": "HTTP", "port": 80, "default_action": [{}]}, {"default_action[0].type": later})) == {["default_action", 0, "type"]}
}

test_every_action_has_to_redirect if {
	redirect := {"type": "redirect", "redirect": [{"protocol": "HTTPS", "port": "443"}]}
	actions := [redirect, {"type": "fixed-response"}]
	denied(listener({"protocol": "HTTP", "port": 80, "default_action": actions}, {})) == {["default_action", 1, "type"]}
}
