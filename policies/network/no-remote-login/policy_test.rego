package policies.network.no_remote_login_test

import data.policies.network.no_remote_login as policy

document(values) := {"resources": {"aws_instance": [{
	"address": "aws_instance.i",
	"type": "aws_instance",
	"mode": "managed",
	"scope": "staging",
	"values": values,
	"unknown": {},
	"links": {},
	"parts": {},
}]}}

test_an_account_says_that_there_is_no_key_with_an_empty_name if {
	count(policy.deny) == 0 with input as document({"key_name": ""})
	count(policy.deny) == 1 with input as document({"key_name": "k"})
}
