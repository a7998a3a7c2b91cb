# METADATA
# title: The platform has its marker
# description: Every environment has a terraform_data named "marker".
# custom:
#   id: demo/one-exists
#   severity: critical
#   on: [plan]
#   scopes: ["*"]
#   subjects: [terraform_data]
#   reads:
#     terraform_data: []
#   controls:
#     GDPR 32(1)(b): it is there when it is needed
#     SOC 2 A1.2: something stands in for it
#   remediation: Add `resource "terraform_data" "marker"`.
package policies.demo.one_exists

deny contains {"subject": "missing:marker", "at": scope, "attribute": [], "message": "nothing marks the environment"} if {
	some scope, _ in input.scopes
	count([true | some data_ in input.resources.terraform_data; data_.name == "marker"; data_.scope == scope]) == 0
}

undetermined contains {"subject": "missing:marker", "at": "-", "attribute": [], "message": "-"} if false
