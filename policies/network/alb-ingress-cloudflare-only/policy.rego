# METADATA
# title: Load balancers take traffic from Cloudflare alone
# description: >-
#   An internet-facing load balancer (application, network or classic) accepts traffic from Cloudflare's published ranges alone, on 443
#   and 80, and nothing else on any port from any source.
# custom:
#   id: network/alb-ingress-cloudflare-only
#   severity: critical
#   on: [plan, account]
#   scopes: ["*", unassigned]
#   subjects: [aws_lb, aws_alb, aws_elb]
#   reads:
#     aws_lb: [internal, load_balancer_type, "security_groups[]", "subnets[]", "subnet_mapping[].subnet_id"]
#     aws_alb: [internal, load_balancer_type, "security_groups[]", "subnets[]", "subnet_mapping[].subnet_id"]
#     aws_elb: [internal, "security_groups[]", "subnets[]"]
#     aws_subnet: [vpc_id]
#     aws_default_subnet: [vpc_id]
#     aws_vpc: []
#     aws_default_vpc: []
#     aws_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].security_groups[]",
#       "ingress[].self", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port"]
#     aws_default_security_group:
#       ["ingress[].cidr_blocks", "ingress[].ipv6_cidr_blocks", "ingress[].prefix_list_ids[]", "ingress[].security_groups[]",
#       "ingress[].self", "ingress[].protocol", "ingress[].from_port", "ingress[].to_port", vpc_id]
#     aws_security_group_rule:
#       [security_group_id, type, cidr_blocks, ipv6_cidr_blocks, "prefix_list_ids[]", source_security_group_id, self, protocol, from_port,
#       to_port]
#     aws_vpc_security_group_ingress_rule:
#       [security_group_id, cidr_ipv4, cidr_ipv6, prefix_list_id, referenced_security_group_id, ip_protocol, from_port, to_port]
#     aws_ec2_managed_prefix_list: ["entry[].cidr", "entries[].cidr"]
#     aws_ec2_managed_prefix_list_entry: [prefix_list_id, cidr]
#     aws_prefix_list: ["cidr_blocks[]"]
#   unset:
#     aws_lb.internal: absent
#     aws_alb.internal: absent
#     aws_elb.internal: absent
#     aws_lb.security_groups[]: absent
#     aws_alb.security_groups[]: absent
#     aws_elb.security_groups[]: absent
#     aws_security_group.ingress[].cidr_blocks: absent
#     aws_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_security_group.ingress[].prefix_list_ids[]: absent
#     aws_security_group.ingress[].security_groups[]: absent
#     aws_security_group.ingress[].self: absent
#     aws_security_group.ingress[].protocol: absent
#     aws_security_group.ingress[].from_port: absent
#     aws_security_group.ingress[].to_port: absent
#     aws_default_security_group.ingress[].cidr_blocks: absent
#     aws_default_security_group.ingress[].ipv6_cidr_blocks: absent
#     aws_default_security_group.ingress[].prefix_list_ids[]: absent
#     aws_default_security_group.ingress[].security_groups[]: absent
#     aws_default_security_group.ingress[].self: absent
#     aws_default_security_group.ingress[].protocol: absent
#     aws_default_security_group.ingress[].from_port: absent
#     aws_default_security_group.ingress[].to_port: absent
#     aws_security_group_rule.source_security_group_id: absent
#     aws_ec2_managed_prefix_list.entry[].cidr: absent
#   decides:
#     aws_lb.subnets[]: a load balancer that names its groups does not need its subnets
#     aws_lb.subnet_mapping[].subnet_id: a load balancer that names its groups does not need its subnets
#     aws_alb.subnets[]: a load balancer that names its groups does not need its subnets
#     aws_alb.subnet_mapping[].subnet_id: a load balancer that names its groups does not need its subnets
#     aws_elb.subnets[]: a load balancer that names its groups does not need its subnets
#     aws_subnet.vpc_id: a load balancer that names its groups does not need its VPC
#     aws_default_subnet.vpc_id: a load balancer that names its groups does not need its VPC
#     aws_default_security_group.vpc_id: only rules that are put on it by its VPC need that
#   sections: ["Networking: inbound from internet"]
#   controls:
#     GDPR 32(1)(b): nobody gets around the protection at the edge
#     HIPAA 164.312(a)(1): who does not come through Cloudflare does not get in
#     HIPAA 164.312(e)(1): what was not encrypted and looked at by the edge does not reach the platform
#   remediation: >-
#     Give the load balancer a security group of its own whose only rules admit Cloudflare's ranges on 443 and 80/tcp, best by a managed
#     prefix list that holds them.
package policies.network.alb_ingress_cloudflare_only

import data.lib.cloudflare
import data.lib.finding
import data.lib.ingress
import data.lib.load_balancers

subjects := {lb.address | some lb in load_balancers.facing.yes}

# By load balancer: its groups. A VPC stands for the group that it brings along.
groups := {lb.address: load_balancers.groups(lb) | some lb in load_balancers.facing.yes}

# By group, each once however many load balancers are in it: what is wrong with its rules, and what is not known.
used := {group.address | some _, list in groups; some group in list}

found := {group.address: {"problems": problems, "doubts": doubts} |
	some type in ["aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"]
	some group in input.resources[type]
	group.address in used
	rules := ingress.rules(group)
	problems := [problem | some rule in rules; some problem in cloudflare.problems(rule)]
	doubts := [doubt | some rule in rules; some doubt in cloudflare.doubts(rule)]
}

deny contains finding.of(lb, problem.at, problem.path, problem.message) if {
	some lb in load_balancers.facing.yes
	some group in groups[lb.address]
	some problem in found[group.address].problems
}

deny contains finding.of(lb, lb, ["security_groups"], message) if {
	some lb in load_balancers.facing.yes
	load_balancers.kind(lb) == "network"
	load_balancers.ungrouped(lb)
	message := "the load balancer has no security group: whatever reaches it reaches its targets"
}

undetermined contains finding.of(lb, doubt.at, doubt.path, doubt.message) if {
	some lb in load_balancers.facing.yes
	some group in groups[lb.address]
	some doubt in found[group.address].doubts
}

undetermined contains finding.of(lb, lb, ["internal"], message) if {
	some lb in load_balancers.facing.unknown
	message := "whether the load balancer faces the internet is not known"
}

undetermined contains finding.of(lb, lb, ["security_groups"], message) if {
	some lb in load_balancers.facing.yes
	load_balancers.ungrouped(lb)
	count(groups[lb.address]) == 0
	message := "the load balancer names no group: it is in the one of its VPC, and its VPC is not known"
}

undetermined contains finding.of(lb, group, [], message) if {
	some lb in load_balancers.facing.yes
	some group in groups[lb.address]
	message := ingress.unseen(group)
}
