# The branch and an environment. A service's role is no subject.
# expect: pass aws_iam_role.images
# expect: pass aws_iam_role.deploy
# expect: not-applicable aws_iam_role.task
variable "environment" {
  default = "account"
}
locals {
  host = "token.actions.githubusercontent.com"
  trust = { for name, sub in { images = "ref:refs/heads/master", deploy = "environment:production" } : name => jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.host}" }
    Action    = "sts:AssumeRoleWithWebIdentity"
    Condition = { StringEquals = { "${local.host}:aud" = "sts.amazonaws.com", "${local.host}:sub" = "repo:restartix/platform:${sub}" } }
  }] }) }
}
resource "aws_iam_role" "images" {
  name               = "restartix-images"
  assume_role_policy = local.trust.images
}
resource "aws_iam_role" "deploy" {
  name               = "restartix-production-deploy"
  assume_role_policy = local.trust.deploy
}
resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
