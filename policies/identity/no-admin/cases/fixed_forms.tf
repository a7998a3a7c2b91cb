# Each form of too much, and one policy that is narrow. What is not known of another one changes nothing.
# expect: pass aws_iam_role_policy.all
# expect: pass aws_iam_role_policy.passing
# expect: pass aws_iam_policy.all_but
# expect: pass aws_iam_role.inline
# expect: pass aws_iam_role_policy.narrow
# expect: undetermined aws_iam_policy.later
resource "aws_iam_role_policy" "all" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::restartix-uploads-production/*" }] })
}
resource "aws_iam_role_policy" "passing" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = ["ecs:RunTask", "iam:PassRole"], Resource = [
    "arn:aws:ecs:eu-central-1:123456789012:task-definition/restartix-production-core-api:*",
    "arn:aws:iam::123456789012:role/restartix-production-task",
  ] } })
}
resource "aws_iam_policy" "all_but" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::restartix-uploads-production/*" },
  ] })
}
resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = "{}"
  inline_policy {
    name   = "all"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::restartix-uploads-production/*" }] })
  }
}
resource "aws_iam_role_policy" "narrow" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::b" }] })
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_policy" "later" {
  policy = terraform_data.later.id
}
