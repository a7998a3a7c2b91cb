# Tags can move and nothing is scanned, in one that nobody asked for as well. Five are missing, and of another one something is not known.
# expect: pass aws_ecr_repository.core
# expect: fail aws_ecr_repository.other at aws_ecr_repository.other image_scanning_configuration
# expect: undetermined aws_ecr_repository.later
# expect: fail missing:restartix-telemetry-api
# expect: fail missing:restartix-portal
# expect: fail missing:restartix-console
# expect: fail missing:restartix-pgbouncer
# expect: pass aws_ecr_repository.clinic
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "core" {
  name                 = "restartix-core-api"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}
resource "aws_ecr_repository" "clinic" {
  name                 = "restartix-clinic"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
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
