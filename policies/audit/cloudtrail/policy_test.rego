package policies.audit.cloudtrail_test

import data.policies.audit.cloudtrail as policy

trail := {
	"address": "aws_cloudtrail.t",
	"type": "aws_cloudtrail",
	"mode": "managed",
	"scope": "account",
	"values": {
		"name": "restartix",
		"is_multi_region_trail": true,
		"enable_log_file_validation": true,
		"enable_logging": true,
		"s3_bucket_name": "restartix-cloudtrail",
	},
	"unknown": {},
	"links": {},
	"parts": {},
}

test_each_setting if {
	every setting in object.keys(trail.values) - {"name"} {
		changed := object.union(trail, {"values": {setting: false}})
		found := policy.deny with input as {
			"kind": "plan",
			"scopes": {"account": {"complete": {"aws_cloudtrail": true}}},
			"resources": {"aws_cloudtrail": [changed], "aws_s3_bucket": []},
		}
		{one.attribute[0] | some one in found} == {setting}
	}
}
