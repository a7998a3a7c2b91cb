# METADATA
# title: Nothing is replaced by a trigger
# description: No terraform_data has triggers_replace.
# custom:
#   id: demo/no-keeper
#   severity: low
#   on: [plan]
#   scopes: ["*"]
#   subjects: [terraform_data]
#   reads:
#     terraform_data: [triggers_replace]
#   controls: {}
#   remediation: Take `triggers_replace` away.
package policies.demo.no_keeper

deny contains {"subject": data_.address, "at": data_.address, "attribute": ["triggers_replace"], "message": "a trigger replaces it"} if {
	some data_ in input.resources.terraform_data
	object.get(data_.values, "triggers_replace", null) != null
}

undetermined contains {"subject": data_.address, "at": data_.address, "attribute": [], "message": "-"} if {
	some data_ in input.resources.terraform_data
	false
}
