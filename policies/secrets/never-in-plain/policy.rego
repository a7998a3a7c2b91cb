# METADATA
# title: No secret stands in plain text
# description: >-
#   No task definition's environment, no user data of an instance, no default of a variable and no output holds a secret's value. What looks
#   random alone is no proof, and undetermined.
# custom:
#   id: secrets/never-in-plain
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", account, unassigned]
#   subjects: [aws_ecs_task_definition, aws_instance, aws_launch_template, aws_launch_configuration]
#   reads:
#     aws_ecs_task_definition: ["container_definitions[].environment[].name", "container_definitions[].environment[].value"]
#     aws_instance: [user_data, user_data_base64]
#     aws_launch_template: [user_data]
#     aws_launch_configuration: [user_data, user_data_base64]
#   decides:
#     aws_ecs_task_definition.container_definitions[].environment[].name: what the value is called was looked at with it
#     aws_ecs_task_definition.container_definitions[].environment[].value: it has been looked into before it was taken out
#     aws_instance.user_data: it has been looked into before it was taken out
#     aws_instance.user_data_base64: it has been looked into before it was taken out
#     aws_launch_template.user_data: it has been looked into before it was taken out
#     aws_launch_configuration.user_data: it has been looked into before it was taken out
#     aws_launch_configuration.user_data_base64: it has been looked into before it was taken out
#   sections: ["Secrets management: Secrets Manager"]
#   controls:
#     GDPR 32(1)(b): a secret that can be read in a definition opens the data behind it
#     HIPAA 164.312(a)(2)(i): whoever reads a task definition cannot act as a service
#     ISO 27001 A.8.24: keys and passwords are kept where they are guarded
#     SOC 2 CC6.1: credentials are not in what many may read
#   remediation: >-
#     Put the value into Secrets Manager, and name it by `valueFrom` in the container's `secrets`. Take it out of user data, of the variable's
#     `default` and of the output. Change it: whoever saw the plan or the state has it.
package policies.secrets.never_in_plain

import data.lib.finding
import data.lib.inventory

# Where values stand, by type.
places := {
	"aws_ecs_task_definition": ["container_definitions"],
	"aws_instance": ["user_data", "user_data_base64"],
	"aws_launch_template": ["user_data"],
	"aws_launch_configuration": ["user_data", "user_data_base64"],
}

# The signs that prove it.
proofs := {"prefix": "by its form", "name": "by its name", "sensitive": "Terraform says so"}

signs := [{"at": resource, "attribute": attribute, "path": sign.path, "detector": sign.detector} |
	some type, attributes in places
	some resource in inventory.managed(type)
	some sign in resource.secret_like
	some attribute in attributes
	root(sign.path) == attribute
]

deny contains finding.of(sign.at, sign.at, [sign.attribute], message) if {
	some sign in signs
	message := sprintf("a secret stands in %s (%s)", [sign.path, proofs[sign.detector]])
}

undetermined contains finding.of(sign.at, sign.at, [sign.attribute], message) if {
	some sign in signs
	not proofs[sign.detector]
	message := sprintf("%s looks random, and may be a secret", [sign.path])
}

# What is redacted was looked into; what is not known is not.
undetermined contains finding.of(resource, resource, [attribute], message) if {
	some type, attributes in places
	some resource in inventory.managed(type)
	some attribute in attributes
	some path, entry in resource.unknown
	root(path) == attribute
	in_question(path)
	not entry.kind in {"redacted", "unset"}
	message := sprintf("what stands in %s is not known: %s", [path, entry.reason])
}

# Of a container, its environment is.
in_question(path) if not contains(path, ".")

in_question(path) if contains(path, "].environment")

root(path) := split(split(path, "[")[0], ".")[0]

# Variables and outputs are no resources: they are the scope's. An output that is known after the apply and not marked as sensitive comes from
# nothing that is: Terraform refuses it otherwise.
named := array.concat(
	[{"scope": one.scope, "says": sprintf("the default of the variable %s", [full(one)]), "detector": sign.detector} |
		some one in input.variables
		some sign in one.secret_like
		startswith(sign.path, "default")
	],
	[{"scope": one.scope, "says": sprintf("the output %s", [full(one)]), "detector": sign.detector} |
		some one in input.outputs
		some sign in one.secret_like
	],
)

full(one) := concat(" of ", [part | some part in [one.name, one.module]; part != ""])

deny contains finding.scope(one.scope, sprintf("%s is a secret, or holds one (%s)", [one.says, proof])) if {
	some one in named
	proof := proofs[one.detector]
}

undetermined contains finding.scope(one.scope, sprintf("%s looks random, and may be a secret", [one.says])) if {
	some one in named
	not proofs[one.detector]
}
