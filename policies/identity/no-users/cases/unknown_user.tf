# Somebody else's user is given a policy.
# expect: undetermined aws_iam_user_policy_attachment.someone
resource "aws_iam_user_policy_attachment" "someone" {
  user       = "someone"
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"
}
