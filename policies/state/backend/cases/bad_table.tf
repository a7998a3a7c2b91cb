# Locked by a table, and not encrypted; whatever is not known of a resource.
# expect: fail scope:edge
terraform {
  backend "s3" {
    bucket         = "b"
    key            = "k"
    region         = "eu-central-1"
    use_lockfile   = true
    dynamodb_table = "t"
  }
}
variable "environment" {
  default = "edge"
}
resource "terraform_data" "one" {}
resource "terraform_data" "two" {
  input = terraform_data.one.id
}
