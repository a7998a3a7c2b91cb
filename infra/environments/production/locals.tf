locals {
  # The same file that the policies judge by: a size or a name that changes there changes here, and nowhere else.
  architecture = yamldecode(file("${path.module}/../../../policies/data/architecture.yaml"))
  scope        = local.architecture.scopes[var.environment]
  database     = local.scope.database
  telemetry    = local.architecture.profiles[local.scope.profile].telemetry

  vpc_name        = replace(local.architecture.names.vpc, "{env}", var.environment)
  buckets         = { for use, name in local.architecture.names.buckets : use => replace(name, "{env}", var.environment) }
  roles           = { for use, name in local.architecture.names.roles : use => replace(name, "{env}", var.environment) }
  keys            = { for use, name in local.architecture.names.keys : use => replace(name, "{env}", var.environment) }
  secrets         = { for use, name in local.architecture.names.secrets : use => replace(name, "{env}", var.environment) }
  security_groups = local.architecture.names.security_groups

  # ARNs are built, not read from the resources: a resource's own ARN is unknown until it exists, and one unknown ARN
  # makes the whole policy document that mentions it unknown in the plan, and so impossible to check before the apply.
  account_root = "arn:aws:iam::${var.account_id}:root"
  role_arns    = { for use, name in local.roles : use => "arn:aws:iam::${var.account_id}:role/${name}" }
  bucket_arns  = { for use, name in local.buckets : use => "arn:aws:s3:::${name}" }
}
