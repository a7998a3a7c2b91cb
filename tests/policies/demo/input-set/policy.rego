# METADATA
# title: Inputs are good
# description: No terraform_data holds the input "bad".
# custom:
#   id: demo/input-set
#   severity: high
#   on: [plan]
#   scopes: ["*"]
#   subjects: [terraform_data]
#   reads:
#     terraform_data: [input]
#   controls: {}
#   remediation: Set another input.
package policies.demo.input_set

deny contains {"subject": data_.address, "at": data_.address, "attribute": ["input"], "message": "the input is bad"} if {
	some data_ in input.resources.terraform_data
	data_.values.input == "bad"
}

undetermined contains {"subject": data_.address, "at": data_.address, "attribute": ["input"], "message": "the input is set by count"} if {
	some data_ in input.resources.terraform_data
	data_.values.input == "undecidable"
}
