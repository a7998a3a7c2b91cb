package lib.topics_test

import data.lib.topics

later := {"kind": "after_apply", "reason": "known after apply"}

document := {"resources": {"aws_sns_topic": [
	{"address": "aws_sns_topic.a", "mode": "managed", "values": {"name": "a"}, "unknown": {}},
	{"address": "aws_sns_topic.b", "mode": "managed", "values": {"name": "b"}, "unknown": {}},
]}}

at(values, unknown, to) := {"address": "x", "values": values, "unknown": unknown, "links": {path: [{"to": to, "certainty": "certain"}] | some path, _ in unknown; to != ""}}

one(resource) := state if {
	state := topics.is_of(resource, ["topic"], "a") with input as document
}

test_one if {
	one(at({"topic": "arn:aws:sns:eu-central-1:1:a"}, {}, "")) == "yes"
	one(at({"topic": "arn:aws:sns:eu-central-1:1:b"}, {}, "")) == "no"
	one(at({"topic": "arn:aws:sqs:eu-central-1:1:a"}, {}, "")) == "no"
	one(at({}, {}, "")) == "no"
	one(at({}, {"topic": later}, "")) == "unknown"
	one(at({}, {"topic": later}, "aws_sns_topic.a")) == "yes"
	one(at({}, {"topic": later}, "aws_sns_topic.b")) == "no"
}

list(resource) := state if {
	state := topics.among(resource, ["topics"], "a") with input as document
}

test_a_list if {
	list(at({"topics": ["x", "arn:aws:sns:eu-central-1:1:a"]}, {}, "")) == "yes"
	list(at({"topics": []}, {}, "")) == "no"
	list(at({}, {}, "")) == "no"
	list(at({}, {"topics": later}, "")) == "unknown"
	list(at({}, {"topics": later}, "aws_sns_topic.a")) == "yes"
}
