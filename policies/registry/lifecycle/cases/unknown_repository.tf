# Whose policy it is is not known.
# expect: undetermined aws_ecr_repository.this
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "this" {
  name = "this"
}
resource "terraform_data" "name" {
  input = "this"
}
resource "aws_ecr_lifecycle_policy" "this" {
  repository = terraform_data.name.output
  policy     = jsonencode({ rules = [] })
}
