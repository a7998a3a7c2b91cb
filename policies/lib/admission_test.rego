package lib.admission_test

import data.lib.admission

rule(from, to) := {"at": {"type": "aws_vpc_security_group_ingress_rule", "values": {}, "unknown": {}, "links": {}}, "path": [], "text": "", "values": {"ip_protocol": "tcp", "from_port": from, "to_port": to}}

test_a_range_of_ports if {
	admission.within(20, 22, 25)
	admission.admits(rule(20, 25), 22) == "yes"
	admission.admits(rule(20, 25), 26) == "no"
	admission.admits(rule(20, 25), 19) == "no"
}

test_what_leads_out_of_a_vpc_admits_nothing if {
	vpc := {"parts": {"aws_security_group_rule": [{"values": {"type": "egress"}, "unknown": {}}, {"values": {"type": "ingress"}, "unknown": {}}]}}
	count(admission.put_on(vpc)) == 1
}
