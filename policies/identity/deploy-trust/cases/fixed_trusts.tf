# Every branch, and somebody else in a deploy role; whose provider another one trusts is not known.
# expect: pass aws_iam_role.every_branch
# expect: pass aws_iam_role.deploy
# expect: pass aws_iam_role.images
# expect: undetermined aws_iam_role.later
variable "environment" {
  default = "account"
}
locals {
  host     = "token.actions.githubusercontent.com"
  provider = "arn:aws:iam::123456789012:oidc-provider/${local.host}"
  good = {
    Effect    = "Allow"
    Principal = { Federated = local.provider }
    Action    = "sts:AssumeRoleWithWebIdentity"
    Condition = { StringEquals = { "${local.host}:aud" = "sts.amazonaws.com", "${local.host}:sub" = "repo:restartix/platform:ref:refs/heads/master" } }
  }
}
resource "aws_iam_role" "every_branch" {
  name = "a"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.good, {
    Condition = { StringEquals = { "${local.host}:aud" = "sts.amazonaws.com", "${local.host}:sub" = "repo:restartix/platform:environment:production" } }
  })] })
}
resource "aws_iam_role" "deploy" {
  name = "restartix-production-deploy"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.good] })
}
resource "aws_iam_role" "images" {
  name               = "restartix-images"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [local.good] })
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_role" "later" {
  name               = "c"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.good, { Principal = { Federated = terraform_data.later.id } })] })
}
