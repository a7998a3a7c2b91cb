package lib.iam_test

import data.lib.iam

later := {"kind": "after_apply", "reason": "known after apply"}

# A resource whose policy is this document.
holding(document) := {"address": "aws_iam_policy.p", "values": {"policy": document}, "unknown": {}}

hiding(document, path) := {"address": "aws_iam_policy.p", "values": {"policy": document}, "unknown": {path: later}}

# The only statement of a document that has one.
statement(fields) := found[0] if {
	found := iam.statements(holding({"Statement": [fields]}), ["policy"])
	count(found) == 1
}

# The same, where something of it is not known.
partly(fields, path) := found[0] if {
	found := iam.statements(hiding({"Statement": [fields]}, concat("", ["policy.Statement[0]", path])), ["policy"])
	count(found) == 1
}

# ---------------------------------------------------------------- documents

test_statements_are_a_list_or_one if {
	count(iam.statements(holding({"Statement": [{}, {}]}), ["policy"])) == 2
	count(iam.statements(holding({"Statement": {"Effect": "Allow"}}), ["policy"])) == 1
	iam.statements(holding({"Statement": []}), ["policy"]) == []
	iam.statements(holding("no document"), ["policy"]) == []
	iam.statements({"values": {}, "unknown": {"policy": later}}, ["policy"]) == []
}

test_a_document_that_cannot_be_read_says_why if {
	iam.unread({"values": {}, "unknown": {"policy": later}}, ["policy"]) == "known after apply"
	iam.unread({"values": {"policy": {}}, "unknown": {"policy.Statement": later}}, ["policy"]) == "known after apply"
	iam.unread(holding("(text)"), ["policy"]) == "it is no policy document"
	iam.unread(holding({"Version": "2012-10-17"}), ["policy"]) == "it is no policy document"
	not iam.unread(holding({"Statement": []}), ["policy"])
	not iam.unread({"values": {}, "unknown": {}}, ["policy"])
}

allowing := {"Sid": "a", "Effect": "Allow", "Action": "*", "Resource": "*"}

odd := "a statement of it is not written as AWS reads one"

test_a_statement_that_aws_does_not_read_so if {
	every statement in [
		{"effect": "Allow", "action": "*", "resource": "*"},
		{"Action": "*", "Resource": "*"},
		object.union(allowing, {"action": "*"}),
		object.union(allowing, {"a b": "*"}),
		"Allow",
		null,
	] {
		iam.unread(holding({"Statement": [allowing, statement]}), ["policy"]) == odd
		iam.unread(holding({"Statement": [statement]}), ["policy"]) == odd
	}
	iam.unread(holding({"Statement": {"Action": "*"}}), ["policy"]) == odd
	not iam.unread(holding({"Statement": [allowing, allowing]}), ["policy"])
	not iam.unread(holding({"Statement": allowing}), ["policy"])
}

test_what_is_not_known_of_a_statement_has_its_name if {
	without := object.remove(allowing, ["Effect"])
	every known in ["Effect", "Principal.AWS", "Condition.StringEquals[\"a:b\"][0]", "Action[1]"] {
		hidden := concat("", ["policy.Statement[0].", known])
		not iam.unread(hiding({"Statement": [object.union(without, {"Effect": "Allow"})]}, hidden), ["policy"])
	}
	not iam.unread(hiding({"Statement": [without]}, "policy.Statement[0].Effect"), ["policy"])
	iam.unread(hiding({"Statement": [without]}, "policy.Statement[0].Action"), ["policy"]) == odd
	iam.unread(hiding({"Statement": [allowing]}, "policy.Statement[0].action"), ["policy"]) == odd
	iam.unread(hiding({"Statement": [allowing]}, "policy.Statement[0][\"a b\"]"), ["policy"]) == odd
	iam.unread(hiding({"Statement": [null, allowing]}, "policy.Statement[0]"), ["policy"]) == odd
}

test_the_effect if {
	iam.effect(statement({"Effect": "Allow"}), "Allow") == "yes"
	iam.effect(statement({"Effect": "Deny"}), "Allow") == "no"
	iam.effect(statement({}), "Allow") == "unknown"
	iam.effect(statement({"Effect": "allow"}), "Allow") == "unknown"
	iam.effect(statement({"effect": "Deny"}), "Allow") == "unknown"
	iam.effect(partly({}, ".Effect"), "Allow") == "unknown"
	iam.effect(partly({}, ""), "Allow") == "unknown"
}

test_texts_of_no_kind_are_not_all if {
	iam.texts(holding(7), ["policy"]) == {"known": set(), "all": false}
	iam.texts(holding(null), ["policy"]) == {"known": set(), "all": true}
}

# ---------------------------------------------------------------- actions

acts(fields) := iam.acts(statement(fields), {"kms:Decrypt", "kms:ReEncryptFrom"})

test_actions if {
	acts({"Action": "kms:Decrypt"}) == "yes"
	acts({"Action": ["s3:*", "KMS:decrypt"]}) == "yes"
	acts({"Action": "kms:*"}) == "yes"
	acts({"Action": "*"}) == "yes"
	acts({"Action": "kms:Decryp?"}) == "yes"
	acts({"Action": "kms:D*t"}) == "yes"
	acts({"Action": "kms:Encrypt"}) == "no"
	acts({"Action": "kms:D*e"}) == "no"
	acts({"Action": []}) == "no"
	acts({}) == "no"
}

test_actions_that_are_not if {
	acts({"NotAction": "s3:*"}) == "yes"
	acts({"NotAction": "kms:Decrypt"}) == "yes"
	acts({"NotAction": ["kms:Decrypt", "kms:Re*"]}) == "no"
	acts({"NotAction": "*"}) == "no"
}

test_actions_that_are_not_known if {
	actions := {"kms:Decrypt"}
	iam.acts(partly({}, ".Action"), actions) == "unknown"
	iam.acts(partly({"Action": ["kms:Encrypt", null]}, ".Action[1]"), actions) == "unknown"
	iam.acts(partly({"Action": ["kms:Decrypt", null]}, ".Action[1]"), actions) == "yes"
	iam.acts(partly({"Action": ["(redacted)"]}, ".Action[0]"), actions) == "unknown"
	iam.acts(partly({}, ".NotAction"), actions) == "unknown"
	iam.acts(partly({"NotAction": ["s3:*", null]}, ".NotAction[1]"), actions) == "unknown"
	iam.acts(partly({"NotAction": ["kms:*", null]}, ".NotAction[1]"), actions) == "no"
	iam.acts(partly({}, ""), actions) == "unknown"
}

test_all_actions if {
	iam.everything(statement({"Action": ["s3:*", "*"]})) == "yes"
	iam.everything(statement({"Action": "*:*"})) == "yes"
	iam.everything(statement({"Action": "s3:*"})) == "no"
	iam.everything(statement({"NotAction": "iam:*"})) == "yes"
	iam.everything(statement({})) == "no"
	iam.everything(partly({}, ".Action")) == "unknown"
	iam.everything(partly({"Action": ["*", null]}, ".Action[1]")) == "yes"
	iam.everything(partly({"Action": ["s3:*", null]}, ".Action[1]")) == "unknown"
	iam.everything(partly({}, ".NotAction")) == "unknown"
}

# ---------------------------------------------------------------- resources

reaches(resource) := iam.reaches(statement({"Resource": resource}), "arn:*:secretsmanager:*:*:secret:restartix/staging/clerk-??????")

test_resources if {
	reaches("*") == "yes"
	reaches("arn:*") == "yes"
	reaches("arn:aws:secretsmanager:*") == "yes"
	reaches("arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/staging/clerk-??????") == "yes"
	reaches("arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/staging/clerk-Ab1234") == "yes"
	reaches("arn:aws:secretsmanager:*:*:secret:restartix/*") == "yes"
	reaches("arn:aws:secretsmanager:*:*:secret:restartix/production/clerk-*") == "no"
	reaches("arn:aws:secretsmanager:*:*:secret:restartix/staging/clerk-bootstrap-??????") == "no"
	reaches("arn:aws:s3:::bucket/*") == "no"
	reaches("arn:aws:s3*") == "no"
	reaches("arn:aws:secretsmanager:*:secret:restartix/staging/clerk-*") == "unknown"
	reaches(["arn:aws:s3:::bucket", "*"]) == "yes"
	reaches([]) == "no"
	reaches("arn:aws:secretsmanager:*:*:secret:restartix/${aws:PrincipalTag/environment}/clerk-??????") == "unknown"
	reaches("arn:aws:s3:::${aws:username}/*") == "no"
}

test_two_patterns_that_may_meet_or_not if {
	iam.overlap("a*c*d", "ab*d") == "unknown"
	iam.overlap("a*c", "ab*d") == "no"
	iam.overlap("a.c", "abc") == "no"
	iam.overlap("arn:aws:s3:::a", "arn:aws:s3:::b") == "no"
	iam.overlap("arn:aws:s3:::a*", "arn:aws:s3:::b") == "no"
	iam.overlap("arn:aws:sqs:*:*:a", "arn:aws:sqs:*:*:b") == "no"
}

test_resources_that_are_not if {
	arn := "arn:*:s3:::b/*"
	iam.reaches(statement({"NotResource": "arn:aws:sqs:*"}), arn) == "yes"
	iam.reaches(statement({"NotResource": "*"}), arn) == "no"
	iam.reaches(statement({"NotResource": "arn:aws:s3:::b/public/*"}), arn) == "unknown"
}

test_all_resources if {
	iam.on_everything(statement({"Resource": "*"})) == "yes"
	iam.on_everything(statement({"Resource": "arn:*:*:*:*:*"})) == "yes"
	iam.on_everything(statement({"Resource": "arn:aws:*"})) == "yes"
	iam.on_everything(statement({"Resource": "arn:aws:s3:::*"})) == "no"
	iam.on_everything(statement({"NotResource": "arn:aws:s3:::b"})) == "yes"
	iam.on_everything(partly({}, ".Resource")) == "unknown"
	iam.on_everything(partly({}, ".NotResource")) == "unknown"
}

test_a_question_mark_is_no_star if {
	iam.covers("a?", "ab")
	iam.covers("a?", "a?")
	iam.covers("a*", "a?*")
	not iam.covers("a?", "a*")
	not iam.covers("a?", "abc")
	iam.covers(`a\b(c)[d]{e}|^$+.*`, `a\b(c)[d]{e}|^$+.f`)
}

# ---------------------------------------------------------------- principals

test_principals if {
	everybody := {{"kind": "AWS", "name": "*"}}
	iam.principals(statement({"Principal": "*"})) == {"known": everybody, "all": true}
	iam.principals(statement({"Principal": {"AWS": "*"}})) == {"known": everybody, "all": true}
	iam.principals(statement({"Principal": {"AWS": ["a", "b"], "Service": "c"}})) == {
		"known": {{"kind": "AWS", "name": "a"}, {"kind": "AWS", "name": "b"}, {"kind": "Service", "name": "c"}},
		"all": true,
	}
	iam.principals(statement({})) == {"known": set(), "all": true}
	iam.principals(partly({}, ".Principal")) == {"known": set(), "all": false}
	iam.principals(partly({"Principal": {"AWS": ["a", null]}}, ".Principal.AWS[1]")) == {"known": {{"kind": "AWS", "name": "a"}}, "all": false}
	found := iam.principals(partly({"Principal": {"Service": "a"}}, ".Principal.AWS"))
	not found.all
}

test_everybody if {
	iam.trusts_all(statement({"Principal": "*"})) == "yes"
	iam.trusts_all(statement({"Principal": {"AWS": ["a", "*"]}})) == "yes"
	iam.trusts_all(statement({"Principal": {"Service": "*"}})) == "no"
	iam.trusts_all(statement({"NotPrincipal": {"AWS": "a"}})) == "yes"
	iam.trusts_all(statement({})) == "no"
	iam.trusts_all(partly({}, ".Principal")) == "unknown"
	iam.trusts_all(partly({}, ".NotPrincipal")) == "unknown"
}

# ---------------------------------------------------------------- conditions

like(values) := {"Condition": {"StringLike": {"Token:Sub": values}}}

bound(fields) := iam.bound(statement(fields), {"StringLike", "StringEquals"}, "token:sub", {"repo:a:*"})

test_conditions if {
	bound(like("repo:a:b")) == "yes"
	bound(like(["repo:a:b", "repo:a:*"])) == "yes"
	bound(like(["repo:a:b", "repo:*"])) == "no"
	bound(like([])) == "no"
	iam.unbound(statement(like("repo:a:b")), {"StringLike"}, "token:sub", {"repo:a:*"}) == "no"
	iam.unbound(statement(like("repo:b:b")), {"StringLike"}, "token:sub", {"repo:a:*"}) == "yes"
	bound({"Condition": {"StringLikeIfExists": {"token:sub": "repo:a:b"}}}) == "no"
	bound({"Condition": {"StringLike": {"token:aud": "repo:a:b"}}}) == "no"
	bound({}) == "no"
}

test_conditions_that_are_not_known if {
	operators := {"StringLike"}
	iam.bound(partly({}, ".Condition"), operators, "token:sub", {"a"}) == "unknown"
	iam.bound(partly(like(["a", null]), ".Condition.StringLike[\"Token:Sub\"][1]"), operators, "token:sub", {"a"}) == "unknown"
	iam.bound(partly({"Condition": {"StringLike": {}}}, ".Condition.StringLike[\"token:sub\"]"), operators, "token:sub", {"a"}) == "unknown"
	iam.bound(partly(like("a"), ".Condition.Bool"), operators, "token:sub", {"a"}) == "yes"
}

spares(condition) := iam.spares_only(statement({"Condition": condition}), {"ArnNotEquals"}, "aws:PrincipalArn", {"arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"})

test_a_denial_that_spares_some if {
	spares({"ArnNotEquals": {"aws:principalarn": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"]}}) == "yes"
	spares({"ArnNotEquals": {"aws:PrincipalArn": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/c"]}}) == "no"
	spares({"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::1:role/*"}}) == "no"
	spares({"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::1:role/a"}, "Bool": {"aws:SecureTransport": "false"}}) == "no"
	spares({"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::1:role/a"}}) == "no"
	spares({}) == "no"
	iam.spares_only(partly({}, ".Condition"), {"ArnNotEquals"}, "aws:PrincipalArn", set()) == "unknown"
}
