package policies.secrets.never_in_plain_test

import data.policies.secrets.never_in_plain as policy

document(type, unknown, signs) := {"kind": "plan", "scopes": {"production": {"complete": {}}}, "variables": [], "outputs": [], "resources": {type: [{
	"address": "x",
	"type": type,
	"mode": "managed",
	"scope": "production",
	"values": {},
	"unknown": unknown,
	"secret_like": signs,
	"links": {},
	"parts": {},
}]}}

verdict(doc) := "deny" if {
	count(policy.deny) > 0 with input as doc
} else := "undetermined" if {
	count(policy.undetermined) > 0 with input as doc
} else := "pass"

later := {"kind": "after_apply", "reason": "known after apply"}

redacted := {"kind": "redacted", "reason": "sensitive"}

value := "container_definitions[0].environment[0].value"

task(unknown, signs) := document("aws_ecs_task_definition", unknown, signs)

test_tasks if {
	verdict(task({value: redacted}, [])) == "pass"
	every detector in ["prefix", "name", "sensitive"] {
		verdict(task({value: redacted}, [{"path": value, "detector": detector}])) == "deny"
	}
	verdict(task({value: redacted}, [{"path": value, "detector": "entropy"}])) == "undetermined"
	verdict(task({value: redacted}, [{"path": "tags.key", "detector": "name"}])) == "pass"
	verdict(task({value: later}, [])) == "undetermined"
	verdict(task({"container_definitions": later}, [])) == "undetermined"
	verdict(task({"container_definitions[0]": later}, [])) == "undetermined"
	verdict(task({"container_definitions[0].image": later}, [])) == "pass"
}

unread := {"kind": "unreadable", "reason": "only a hash of it is here"}

test_user_data if {
	every attribute in ["user_data", "user_data_base64"] {
		verdict(document("aws_instance", {attribute: redacted}, [])) == "pass"
		verdict(document("aws_instance", {attribute: unread}, [])) == "undetermined"
		verdict(document("aws_instance", {attribute: {"kind": "unset", "reason": "not set"}}, [])) == "pass"
	}
	verdict(document("aws_instance", {"user_data_replace_on_change": later}, [])) == "pass"
	verdict(document("aws_launch_template", {"user_data": redacted}, [{"path": "user_data", "detector": "prefix"}])) == "deny"
	verdict(document("aws_launch_template", {"user_data": later}, [])) == "undetermined"
}

variable(path, detector) := object.union(document("aws_instance", {}, []), {"variables": [{"name": "v", "module": "module.m", "scope": "production", "secret_like": [{"path": path, "detector": detector}]}]})

output(detector) := object.union(document("aws_instance", {}, []), {"outputs": [{"name": "o", "module": "", "scope": "production", "secret_like": [{"path": "value", "detector": detector}]}]})

test_variables_and_outputs if {
	verdict(variable("default", "name")) == "deny"
	verdict(variable("default.key", "sensitive")) == "deny"
	verdict(variable("default", "entropy")) == "undetermined"
	verdict(variable("value", "name")) == "pass"
	verdict(output("prefix")) == "deny"
	verdict(output("sensitive")) == "deny"
	verdict(output("entropy")) == "undetermined"
}
