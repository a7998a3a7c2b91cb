# METADATA
# title: Each role does its own work only
# description: >-
#   The platform's roles are distinct: each is taken by its own service alone, its statements name only the actions of its own work, nothing
#   else is attached to it, and no task runs as the role that starts it, or as one that is not for tasks.
# custom:
#   id: identity/role-separation
#   severity: high
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_iam_role, aws_ecs_task_definition]
#   reads:
#     aws_ecs_task_definition: [task_role_arn, execution_role_arn]
#     aws_iam_role: [name, name_prefix, assume_role_policy, "inline_policy[].policy", "managed_policy_arns[]"]
#     aws_iam_role_policy: [role, policy]
#     aws_iam_user_policy: [policy]
#     aws_iam_group_policy: [policy]
#     aws_iam_policy: [arn, policy]
#     aws_iam_role_policy_attachment: [role, policy_arn]
#     aws_iam_user_policy_attachment: [policy_arn]
#     aws_iam_group_policy_attachment: [policy_arn]
#     aws_iam_policy_attachment: [policy_arn]
#   unset:
#     aws_ecs_task_definition.task_role_arn: absent
#     aws_ecs_task_definition.execution_role_arn: absent
#     aws_iam_role.inline_policy[].policy: absent
#     aws_iam_role.managed_policy_arns[]: absent
#   decides:
#     aws_iam_role.name_prefix: a name says it without the prefix
#   sections: ["Encryption keys: KMS", Backups and DR]
#   controls:
#     GDPR 32(1)(b): a task that is taken over has the rights of its own work alone
#     HIPAA 164.308(a)(4): access is granted by role, to what the role's work needs
#     ISO 27001 A.5.3: duties are apart, so that none covers for another
#     SOC 2 CC6.3: rights follow the roles' work, and no more
#   remediation: >-
#     Leave in the role's statements the actions that `role_statements` in `data/architecture.yaml` gives it and no others, let its own service
#     alone take it, and detach other policies; whatever else has to be done is another role's work. Give a task the role of its work as
#     `task_role_arn`, never its `execution_role_arn`.
package policies.identity.role_separation

import data.lib.finding
import data.lib.iam
import data.lib.identity
import data.lib.inventory
import data.lib.logic
import data.lib.roles
import data.lib.value

subjects contains one.role.address if some one in roles.judged

subjects contains role.address if some role in roles.nameless

subjects contains task.address if some task in inventory.managed("aws_ecs_task_definition")

# What is more than a role's own, and whether it is.
rows := array.concat(array.concat(trusts, allowances), array.concat(attached, gaps))

trusts := [{"role": one.role, "at": one.role, "path": statement.path, "is": is, "says": "the role is taken by somebody else than its own service"} |
	some one in roles.judged
	one.own.service
	some statement in iam.statements(one.role, ["assume_role_policy"])
	is := logic.all_of({iam.effect(statement, "Allow"), roles.others(statement, one.own.service)})
]

allowances := [{"role": one.role, "at": statement.at, "path": statement.path, "is": is, "says": "the role may do more than its own work"} |
	some document in identity.documents
	holders := identity.holders(document)
	some one in roles.judged
	member := roles.member(one.name, holders)
	member != "no"
	some statement in iam.statements(document.at, document.path)
	is := logic.all_of({member, iam.effect(statement, "Allow"), roles.beyond(statement, one.own)})
]

attached := [{"role": one.role, "at": held.at, "path": held.path, "is": is, "says": "a policy is attached to the role that is not its own"} |
	some held in identity.attached
	takers := identity.takers(held.at)
	some one in roles.judged
	is := logic.all_of({roles.member(one.name, takers), roles.not_own(held, one.own)})
]

gaps := [{"role": one.role, "at": document.at, "path": document.path, "is": "unknown", "says": "the role may do more than its own work"} |
	some document in identity.unread
	some one in roles.judged
	roles.member(one.name, document.holders) != "no"
]

deny contains finding.of(row.role, row.at, row.path, row.says) if {
	some row in rows
	row.is == "yes"
}

undetermined contains finding.of(row.role, row.at, row.path, message) if {
	some row in rows
	row.is == "unknown"
	message := sprintf("it may be that %s", [row.says])
}

undetermined contains finding.of(one.role, one.role, ["name"], message) if {
	some one in roles.judged
	some why in identity.short(one.role.scope)
	message := sprintf("what the role may do is not known: %s", [why])
}

undetermined contains finding.of(role, role, ["name"], message) if {
	some role in roles.nameless
	message := sprintf("which role this is is not known: %s", [value.reason(role, ["name"])])
}

deny contains finding.of(task, task, ["task_role_arn"], "the task runs as the role that starts it") if {
	some task in inventory.managed("aws_ecs_task_definition")
	value.known(task, ["task_role_arn"]) == value.known(task, ["execution_role_arn"])
}

# Operations, the scheduler and others: a task that ran as one of them would hold its statements.
deny contains finding.of(task, task, ["task_role_arn"], "the task runs as a role that is not for tasks") if {
	some task in inventory.managed("aws_ecs_task_definition")
	path := split(value.known(task, ["task_role_arn"]), "/")
	path[count(path) - 1] in not_for_tasks
}

not_for_tasks := {replace(data.architecture.names.roles[use], "{env}", scope) |
	some use, stated in data.architecture.role_statements
	object.get(stated, "service", "") != data.architecture.role_statements.task.service
	some scope, _ in data.architecture.scopes
}
