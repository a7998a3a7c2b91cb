# expect: fail scope:account
variable "environment" {
  default = "account"
}
resource "terraform_data" "one" {}
