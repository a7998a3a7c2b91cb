# expect: undetermined aws_iam_role_policy.resource
# expect: undetermined aws_iam_role_policy_attachment.own
# expect: undetermined aws_iam_role_policy_attachment.unheard_of
# expect: pass aws_iam_policy.own
resource "aws_iam_policy" "own" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "own" {
  role       = "a"
  policy_arn = aws_iam_policy.own.arn
}
resource "aws_iam_role_policy_attachment" "unheard_of" {
  role       = "a"
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2FullAccess"
}
resource "aws_iam_role_policy" "resource" {
  role   = "a"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = aws_iam_policy.own.arn }] })
}
