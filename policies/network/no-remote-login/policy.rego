# METADATA
# title: Nobody logs in to a machine
# description: >-
#   No security group admits the ports of remote logins from any source, no key pair exists and no machine has one, and there is no
#   endpoint through which to log in.
# custom:
#   id: network/no-remote-login
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects:
#     [aws_security_group, aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule, aws_vpc,
#     aws_default_vpc, aws_key_pair, aws_instance, aws_launch_template, aws_launch_configuration, aws_spot_instance_request,
#     aws_ec2_instance_connect_endpoint]
#   reads:
#     aws_security_group: ["ingress[].protocol", "ingress[].from_port", "ingress[].to_port"]
#     aws_default_security_group: ["ingress[].protocol", "ingress[].from_port", "ingress[].to_port", vpc_id]
#     aws_security_group_rule: [security_group_id, type, protocol, from_port, to_port]
#     aws_vpc_security_group_ingress_rule: [security_group_id, ip_protocol, from_port, to_port]
#     aws_vpc: []
#     aws_default_vpc: []
#     aws_key_pair: []
#     aws_instance: [key_name]
#     aws_launch_template: [key_name]
#     aws_launch_configuration: [key_name]
#     aws_spot_instance_request: [key_name]
#     aws_ec2_instance_connect_endpoint: []
#   unset:
#     aws_security_group.ingress[].protocol: absent
#     aws_security_group.ingress[].from_port: absent
#     aws_security_group.ingress[].to_port: absent
#     aws_default_security_group.ingress[].protocol: absent
#     aws_default_security_group.ingress[].from_port: absent
#     aws_default_security_group.ingress[].to_port: absent
#     aws_instance.key_name: absent
#     aws_launch_template.key_name: absent
#     aws_launch_configuration.key_name: absent
#     aws_spot_instance_request.key_name: absent
#   decides:
#     aws_default_security_group.vpc_id: its rules are known whatever its VPC is
#   sections: ["Networking: security groups"]
#   controls:
#     HIPAA 164.312(a)(1): nobody gets at the data through a machine's login
#     ISO 27001 A.8.20: the network has no way in for remote logins
#   remediation: >-
#     Take the rule, the key pair or the endpoint away, and the ports of remote logins out of every range of ports. Sessions go through
#     ECS Exec to the tasks that are meant for it.
package policies.network.no_remote_login

import data.lib.admission
import data.lib.finding
import data.lib.inventory
import data.lib.value

subjects := {subject.address | some subject in array.concat(array.concat(admission.groups, admission.unsure), array.concat(machines, doors))}

machines := [machine |
	some type in ["aws_instance", "aws_launch_template", "aws_launch_configuration", "aws_spot_instance_request"]
	some machine in inventory.managed(type)
]

# What is there to log in by.
said := {
	"aws_key_pair": "there is a key pair to log in with",
	"aws_ec2_instance_connect_endpoint": "there is an endpoint to log in through",
}

doors := [door | some type, _ in said; some door in inventory.managed(type)]

# By each rule: the ports of remote logins that it admits, or may admit.
ports := [object.union(one, {"yes": [port | some [port, "yes"] in answers], "unknown": [port | some [port, "unknown"] in answers]}) |
	some one in admission.rules
	answers := [[port, admission.admits(one.rule, port)] | some port in data.architecture.ports.remote_login]
]

deny contains finding.of(one.group, one.rule.at, one.rule.path, message) if {
	some one in ports
	count(one.yes) > 0
	message := sprintf("a port of remote logins is admitted: %s", [concat(", ", [sprintf("%d", [port]) | some port in one.yes])])
}

undetermined contains finding.of(one.group, one.rule.at, one.rule.path, "which protocol and which ports are admitted is not known") if {
	some one in ports
	count(one.unknown) > 0
}

undetermined contains finding.of(rule, rule, ["security_group_id"], "what the rule is put on is not known") if {
	some rule in admission.unsure
}

undetermined contains finding.of(one.vpc, one.vpc, [], one.reason) if some one in admission.unsure_vpcs

deny contains finding.of(door, door, [], message) if {
	some door in doors
	message := said[door.type]
}

deny contains finding.of(machine, machine, ["key_name"], message) if {
	some machine in machines
	key := value.known(machine, ["key_name"])
	key != ""
	message := sprintf("the machine has a key pair: %s", [key])
}
