# The registry's own setting takes the place of the repository's; what one is called is not known.
# expect: undetermined aws_ecr_repository.later
# expect: undetermined missing:restartix-core-api
# expect: undetermined missing:restartix-telemetry-api
# expect: undetermined missing:restartix-clinic
# expect: undetermined missing:restartix-portal
# expect: undetermined missing:restartix-console
# expect: undetermined missing:restartix-pgbouncer
variable "environment" {
  default = "account"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_ecr_repository" "later" {
  name                 = terraform_data.later.id
  image_tag_mutability = "IMMUTABLE"
}
resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"
}
