package policies.compute.zones_test

import data.policies.compute.zones as policy

test_in_one_zone_nothing_moves if {
	policy.back({"wanted": 1, "by": {"values": {}, "unknown": {}}}) == "yes"
	policy.back({"wanted": 2, "by": {"values": {}, "unknown": {}}}) == "no"
	policy.back({"wanted": 2, "by": {"values": {}, "unknown": {"availability_zone_rebalancing": {"kind": "unset", "reason": "not set"}}}}) == "unknown"
}
