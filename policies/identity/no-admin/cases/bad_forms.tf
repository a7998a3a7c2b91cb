# Each form of too much, and one policy that is narrow. What is not known of another one changes nothing.
# expect: fail aws_iam_role_policy.all at aws_iam_role_policy.all policy.Statement[0]
# expect: fail aws_iam_role_policy.passing at aws_iam_role_policy.passing policy.Statement
# expect: fail aws_iam_policy.all_but at aws_iam_policy.all_but policy.Statement[1]
# expect: fail aws_iam_user_policy_attachment.admin at aws_iam_user_policy_attachment.admin policy_arn
# expect: fail aws_iam_role.inline at aws_iam_role.inline inline_policy[0].policy.Statement[0]
# expect: pass aws_iam_role_policy.narrow
# expect: undetermined aws_iam_policy.later
resource "aws_iam_role_policy" "all" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_iam_role_policy" "passing" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = ["ecs:RunTask", "iam:Pass*"], Resource = ["*"] } })
}
resource "aws_iam_policy" "all_but" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" },
    { Effect = "Allow", NotAction = "iam:*", Resource = "*" },
  ] })
}
resource "aws_iam_user_policy_attachment" "admin" {
  user       = "a"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = "{}"
  inline_policy {
    name   = "all"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
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
