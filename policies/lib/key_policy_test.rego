package lib.key_policy_test

import data.lib.key_policy

key(statements) := {"address": "aws_kms_key.k", "account": "1", "values": {"key_id": "k", "policy": {"Statement": statements}}, "unknown": {}, "links": {}}

root := {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "kms:*", "Resource": "*"}

administered := object.union(root, {"Action": "kms:PutKeyPolicy"})

empty := {"resources": {"aws_kms_key_policy": []}}

test_left_to_identities if {
	key_policy.delegated(key([root])) == "yes" with input as empty
	key_policy.delegated(key([administered])) == "no" with input as empty
	key_policy.delegated({"address": "k", "values": {}, "unknown": {"policy": {"kind": "unset", "reason": "not set"}}}) == "yes" with input as empty
	key_policy.delegated({"address": "k", "values": {}, "unknown": {"policy": {"kind": "hidden", "reason": "hidden"}}}) == "unknown" with input as empty
}

out(statement) := {key_policy.lets_out(one, key_policy.accounts(key([statement])), "staging") | some one in found} if {
	found := key_policy.opening(key([statement])) with input as empty
}

test_who_is_let_in if {
	out(root) == {"no"}
	out(administered) == set()
	out(object.union(root, {"Principal": {"AWS": "arn:aws:iam::1:role/restartix-staging-operations"}})) == {"no"}
	out(object.union(root, {"Principal": {"AWS": "arn:aws:iam::1:role/restartix-production-operations"}})) == {"yes"}
	out(object.union(root, {"Principal": {"AWS": "arn:aws:iam::1:role/restartix-staging-task"}})) == {"yes"}
	out(object.union(root, {"Principal": "*"})) == {"yes"}
}
