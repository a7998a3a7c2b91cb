# What policies/data/architecture.yaml says about one environment: its names, ARNs and numbers. It makes nothing. The file
# is the one the policies judge by: a size or a name that changes there changes here, and nowhere else.

locals {
  architecture = yamldecode(file("${path.module}/../../../policies/data/architecture.yaml"))
  cloudflare   = yamldecode(file("${path.module}/../../../policies/data/cloudflare.yaml"))

  scope     = local.architecture.scopes[var.environment]
  profile   = coalesce(var.profile, local.scope.profile)
  telemetry = local.architecture.profiles[local.profile].telemetry

  buckets = { for use, name in local.architecture.names.buckets : use => replace(name, "{env}", var.environment) }
  roles   = { for use, name in local.architecture.names.roles : use => replace(name, "{env}", var.environment) }

  secrets = {
    for use, name in local.architecture.names.secrets : use => replace(name, "{env}", var.environment)
    if local.telemetry || use != "telemetry"
  }

  hosts = {
    for service, host in local.architecture.routing.hosts : service => replace(host, "{domain}", local.scope.domain)
    if local.telemetry || !try(local.scope.services[service].telemetry, false)
  }

  # telemetry's group comes with telemetry.
  service_logs = {
    for service, log in local.scope.logs.services : service => log if local.telemetry || !try(log.telemetry, false)
  }
}
