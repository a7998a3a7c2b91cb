package lib.roles_test

import data.lib.roles

statement(fields) := {"at": {"values": {"policy": {"Statement": fields}}, "unknown": {}}, "path": ["policy", "Statement"]}

own := {"actions": ["s3:Get*", "ecs:RunTask"], "never": ["s3:GetObject"]}

test_names if {
	roles.named["restartix-staging-task"].service == "ecs-tasks.amazonaws.com"
	roles.named["restartix-scanner"]
	not roles.named["restartix-{env}-task"]
}

test_actions if {
	roles.beyond(statement({"Action": ["s3:GetBucketPolicy", "ECS:runtask"]}), own) == "no"
	roles.beyond(statement({"Action": "s3:GetObject"}), own) == "yes"
	roles.beyond(statement({"Action": "s3:Get*"}), own) == "yes"
	roles.beyond(statement({"Action": "s3:GetObjectVersion"}), own) == "no"
	roles.beyond(statement({"Action": "ecs:*"}), own) == "yes"
	roles.beyond(statement({"NotAction": "ecs:*"}), own) == "yes"
	roles.beyond(statement({"Action": "s3:Get*"}), {"service": "x"}) == "yes"
}

test_members if {
	roles.member("a", {"known": {"a"}, "all": false}) == "yes"
	roles.member("b", {"known": {"a"}, "all": false}) == "unknown"
	roles.member("b", {"known": {"a"}, "all": true}) == "no"
}
