# A policy may be of any role.
# expect: undetermined aws_iam_role.backup
resource "aws_iam_role" "backup" {
  name               = "restartix-production-backup"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_role_policy" "some" {
  role   = terraform_data.later.output
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
