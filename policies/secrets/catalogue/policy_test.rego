package policies.secrets.catalogue_test

import data.policies.secrets.catalogue as policy

document(profile) := {"kind": "plan", "scopes": {"staging": {"profile": profile, "complete": {"aws_secretsmanager_secret": true}}}, "resources": {"aws_secretsmanager_secret": []}}

test_telemetrys_secret_is_needed_with_telemetry if {
	off := policy.deny with input as document("day1")
	not "missing:restartix/staging/telemetry" in {finding.subject | some finding in off}
	on := policy.deny with input as document("telemetry")
	{finding.subject | some finding in on} - {finding.subject | some finding in off} == {"missing:restartix/staging/telemetry"}
	count(policy.deny) == 0 with input as {"kind": "plan", "scopes": {"edge": {"complete": {}}}, "resources": {}}
}
