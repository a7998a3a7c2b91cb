# The plan beside this file is of this code: terraform plan -out=plan.bin && terraform show -json plan.bin >plan.json
variable "environment" {
  default = "production"
}

resource "terraform_data" "plain" {
  input = "bad"
}

resource "terraform_data" "keyed" {
  for_each = toset(["a|b", "`@octocat`", "x\n::error::y"])
  input    = "bad"

  triggers_replace = each.key
}

resource "terraform_data" "open" {
  input = "undecidable"
}

resource "terraform_data" "good" {
  input = "good"
}

module "inner" {
  source = "./inner"
}
