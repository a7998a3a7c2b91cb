# expect: pass aws_ecr_repository.this
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "this" {
  name = "restartix-clinic"
}
resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy = jsonencode({ rules = [
    { rulePriority = 1, selection = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }, action = { type = "expire" } },
    { rulePriority = 2, selection = { tagStatus = "tagged", tagPatternList = ["*"], countType = "imageCountMoreThan", countNumber = 20 }, action = { type = "expire" } },
  ] })
}
