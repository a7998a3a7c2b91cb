package policies.edge.routing_test

import data.policies.edge.routing as policy

rule(values, unknown, groups) := {"address": "r", "scope": "production", "values": values, "unknown": unknown, "parts": {"aws_lb_target_group": groups}}

later := {"kind": "after_apply", "reason": "known after apply"}

group(name) := {"address": "g", "values": {"name": name}, "unknown": {}}

forward := {"action": [{"type": "forward"}]}

test_where_a_rule_leads if {
	policy.forwards(rule(forward, {}, [group("a")]), "action", "a") == "yes"
	policy.forwards(rule(forward, {}, [group("b")]), "action", "a") == "no"
	policy.forwards(rule(forward, {}, []), "action", "a") == "unknown"
	policy.forwards(rule({"action": [{"type": "fixed-response"}]}, {}, []), "action", "a") == "no"
	policy.forwards(rule({"action": [{}]}, {"action[0].type": later}, []), "action", "a") == "unknown"
	policy.forwards(rule({}, {"action": later}, []), "action", "a") == "unknown"
}

conditions(list) := policy.of_host(rule({"condition": list}, {}, []), "a.b")

test_for_which_names_a_rule_is if {
	host := {"host_header": [{"values": ["c.b", "A.b"]}]}
	conditions([host]) == "yes"
	conditions([{"host_header": [{"values": ["c.b"]}]}]) == "no"
	conditions([host, {"path_pattern": [{"values": ["/a"]}]}]) == "no"
	policy.of_host(rule({}, {"condition": later}, []), "a.b") == "unknown"
	policy.of_host(rule({"condition": [host]}, {"condition[0].host_header[0].values": later}, []), "a.b") == "unknown"
}

test_a_group_of_the_former_type_counts if {
	former := {"address": "g", "mode": "managed", "scope": "production", "values": {"name": "production-clinic"}, "unknown": {}}
	document := {"scopes": {"production": {"profile": "day1", "complete": {}}}, "resources": {"aws_alb_target_group": [former]}}
	lacking := policy.lacking("production") with input as document
	lacking == {"production-portal", "production-console", "production-core-api"}
}

test_what_may_not_speak_http if {
	open := {"address": "g", "values": {"health_check": [{"path": "/"}], "stickiness": [{"enabled": true}]}, "unknown": {"protocol": later}}
	{row.is | some row in policy.healthy(open)} == {"unknown"}
}
