package lib.cloudflare_test

import data.lib.cloudflare
import data.lib.ingress

published := {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["104.16.0.0/13"]}

rule_of(more) := ingress.whole({
	"address": "aws_security_group_rule.r",
	"type": "aws_security_group_rule",
	"mode": "managed",
	"values": object.union(published, more),
	"unknown": {},
	"links": {},
	"parts": {},
})

attributes(findings) := [finding.path | some finding in findings]

test_traffic_of_a_load_balancer if {
	attributes(cloudflare.problems(rule_of({}))) == []
	attributes(cloudflare.doubts(rule_of({}))) == []
	attributes(cloudflare.problems(rule_of({"protocol": "6", "from_port": 80, "to_port": 80}))) == []
	attributes(cloudflare.problems(rule_of({"protocol": "udp"}))) == [["protocol"]]
	attributes(cloudflare.problems(rule_of({"from_port": 0}))) == [["from_port"]]
	attributes(cloudflare.problems(rule_of({"to_port": 444}))) == [["to_port"]]
	attributes(cloudflare.problems(rule_of({"from_port": 80}))) == [["to_port"]]
}

test_what_is_missing_of_the_traffic if {
	every attribute in ["protocol", "from_port", "to_port"] {
		attributes(cloudflare.problems(rule_of({attribute: null}))) == []
		attributes(cloudflare.doubts(rule_of({attribute: null}))) == [[]]
	}

	# It is wrong already.
	attributes(cloudflare.doubts(rule_of({"protocol": "udp", "from_port": null}))) == []

	# Nobody is admitted, or somebody who may not be.
	every nobody in [[], ["10.0.0.0/8"]] {
		attributes(cloudflare.doubts(rule_of({"cidr_blocks": nobody, "to_port": null}))) == []
	}
	attributes(cloudflare.problems(rule_of({"cidr_blocks": [], "protocol": "-1"}))) == []
}

test_ranges_of_cloudflare if {
	attributes(cloudflare.problems(rule_of({"cidr_blocks": ["104.16.5.0/24", "2606:4700:1::/48"]}))) == []
	attributes(cloudflare.problems(rule_of({"cidr_blocks": ["104.0.0.0/8", "::/0", "104.16.0.0/12"]}))) == [["cidr_blocks", 0], ["cidr_blocks", 1], ["cidr_blocks", 2]]
	attributes(cloudflare.problems(rule_of({"cidr_blocks": ["everywhere"]}))) == []
	attributes(cloudflare.doubts(rule_of({"cidr_blocks": ["everywhere"]}))) == [["cidr_blocks", 0]]
}
