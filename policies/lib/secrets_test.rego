package lib.secrets_test

import data.lib.secrets

test_environments if {
	secrets.environments == {"staging"} with input as {"scopes": {"account": {}, "edge": {}, "staging": {}}}
}

test_names if {
	names := secrets.names("staging") with input as {"scopes": {"staging": {"profile": "day1"}}}
	"restartix/staging/clerk-bootstrap" in names
	not "restartix/staging/telemetry" in names
	more := secrets.names("staging") with input as {"scopes": {"staging": {"profile": "telemetry"}}}
	more - names == {"restartix/staging/telemetry"}
}
