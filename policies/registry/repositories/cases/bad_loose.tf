# Tags can move and nothing is scanned, in one that nobody asked for as well. Five are missing, and of another one something is not known.
# expect: fail aws_ecr_repository.core at aws_ecr_repository.core image_tag_mutability
# expect: fail aws_ecr_repository.core at aws_ecr_repository.core image_scanning_configuration
# expect: fail aws_ecr_repository.other at aws_ecr_repository.other image_scanning_configuration
# expect: undetermined aws_ecr_repository.later
# expect: fail missing:restartix-telemetry-api
# expect: fail missing:restartix-clinic
# expect: fail missing:restartix-portal
# expect: fail missing:restartix-console
# expect: fail missing:restartix-pgbouncer
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "core" {
  name = "restartix-core-api"
}
resource "aws_ecr_repository" "other" {
  name                 = "other"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = false
  }
}
resource "terraform_data" "later" {
  input = true
}
resource "aws_ecr_repository" "later" {
  name                 = "later"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = terraform_data.later.output
  }
}
