locals {
  # The same file that the policies judge by: a size or a name that changes there changes here, and nowhere else.
  architecture = yamldecode(file("${path.module}/../../policies/data/architecture.yaml"))
  scope        = local.architecture.scopes[var.environment]
  buckets      = local.architecture.names.buckets
  roles        = local.architecture.names.roles

  # The two scopes that are environments, and how each one's costs and deployments are told apart.
  environments = toset(["staging", "production"])

  # ARNs are built, not read from the resources: a resource's own ARN is unknown until it exists, and one unknown ARN
  # makes the whole policy document that mentions it unknown in the plan, and so impossible to check before the apply.
  trail_arn        = "arn:aws:cloudtrail:${var.region}:${var.account_id}:trail/${local.scope.trail}"
  github_arn       = "arn:aws:iam::${var.account_id}:oidc-provider/${local.github_host}"
  repository_arns  = [for name in local.architecture.registry.repositories : "arn:aws:ecr:${var.region}:${var.account_id}:repository/${name}"]
  config_role_arn  = "arn:aws:iam::${var.account_id}:role/${local.roles.config}"
  audit_bucket_arn = "arn:aws:s3:::${local.buckets.cloudtrail}"

  github_host = "token.actions.githubusercontent.com"
}
