# Whatever is not known of them.
# expect: fail aws_iam_user.someone at aws_iam_user.someone
# expect: fail aws_iam_access_key.someone at aws_iam_access_key.someone
# expect: fail aws_iam_user_login_profile.someone at aws_iam_user_login_profile.someone
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_user" "someone" {
  name = terraform_data.later.id
}
resource "aws_iam_access_key" "someone" {
  user = aws_iam_user.someone.name
}
resource "aws_iam_user_login_profile" "someone" {
  user = aws_iam_user.someone.name
}
