# One has no policy, one deletes tagged images by their age; one is not known.
# expect: pass aws_ecr_repository.none
# expect: pass aws_ecr_repository.age
# expect: undetermined aws_ecr_repository.later
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "none" {
  name = "none"
}
resource "aws_ecr_lifecycle_policy" "none" {
  repository = "none"
  policy     = aws_ecr_lifecycle_policy.age.policy
}
resource "aws_ecr_repository" "age" {
  name = "age"
}
resource "aws_ecr_lifecycle_policy" "age" {
  repository = "age"
  policy = jsonencode({ rules = [
    { rulePriority = 1, selection = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }, action = { type = "expire" } },
    { rulePriority = 2, selection = { tagStatus = "tagged", tagPatternList = ["*"], countType = "imageCountMoreThan", countNumber = 20 }, action = { type = "expire" } },
  ] })
}
resource "aws_ecr_repository" "later" {
  name = "later"
}
resource "aws_ecr_lifecycle_policy" "later" {
  repository = "later"
  policy     = terraform_data.later.output
}
resource "terraform_data" "later" {
  input = "{}"
}
