output "everywhere" {
  description = "What is true in every scope: regions, network, ports, what secrets hold, storage, compute, routing, alarms."
  value = {
    regions        = local.architecture.regions
    network        = local.architecture.network
    ports          = local.architecture.ports
    secret_entries = local.architecture.secret_entries
    storage        = local.architecture.storage
    compute        = local.architecture.compute
    routing        = local.architecture.routing
    alarm_sources  = local.architecture.alarm_sources
  }
}

output "scope" {
  description = "What differs by scope: sizes, engines, retentions."
  value       = local.scope
}

output "telemetry" {
  description = "Whether the profile has the telemetry service."
  value       = local.telemetry
}

output "vpc_name" {
  description = "The VPC's name."
  value       = replace(local.architecture.names.vpc, "{env}", var.environment)
}

output "cluster" {
  description = "The ECS cluster's name."
  value       = replace(local.architecture.names.cluster, "{env}", var.environment)
}

output "schedule_group" {
  description = "The name of the group that the environment's schedules are in."
  value       = replace(local.architecture.names.schedule_group, "{env}", var.environment)
}

output "task_families" {
  description = "The pattern of the names of the environment's task definition families."
  value       = replace(replace(local.architecture.names.task_family, "{env}", var.environment), "{service}", "*")
}

output "namespace" {
  description = "The private DNS namespace in which tasks find each other."
  value       = replace(local.architecture.names.namespace, "{env}", var.environment)
}

output "load_balancer" {
  description = "The load balancer's name."
  value       = replace(local.architecture.names.load_balancer, "{env}", var.environment)
}

output "target_groups" {
  description = "The target groups' names, by service: of the services that are routed to and that the profile has."
  value = {
    for service in keys(local.hosts) :
    service => replace(replace(local.architecture.names.target_group, "{env}", var.environment), "{service}", service)
  }
}

output "hosts" {
  description = "The host names that lead to each service, by service: of the services that the profile has."
  value       = local.hosts
}

output "certificate_names" {
  description = "The names that the load balancer's certificate covers."
  value       = [for name in local.architecture.routing.certificate : replace(name, "{domain}", local.scope.domain)]
}

output "alert_topic" {
  description = "The name of the topic that alarms go to."
  value       = replace(local.architecture.names.alert_topic, "{env}", var.environment)
}

output "alarm_name" {
  description = "The pattern of the alarms' names."
  value       = replace(replace(local.architecture.names.alarm, "{env}", var.environment), "{alarm}", "*")
}

output "dashboard" {
  description = "The dashboard's name."
  value       = replace(local.architecture.names.dashboard, "{env}", var.environment)
}

output "security_groups" {
  description = "The security groups' names, by use."
  value       = local.architecture.names.security_groups
}

output "buckets" {
  description = "The buckets' names, by use."
  value       = local.buckets
}

output "bucket_arns" {
  description = "The buckets' ARNs, by use. Built, like the roles': a resource's own ARN is unknown until it exists, and one unknown ARN makes the whole policy document that mentions it unknown in the plan, and so impossible to check before the apply."
  value       = { for use, name in local.buckets : use => "arn:aws:s3:::${name}" }
}

output "roles" {
  description = "The roles' names, by use."
  value       = local.roles
}

output "role_arns" {
  description = "The roles' ARNs, by use."
  value       = { for use, name in local.roles : use => "arn:aws:iam::${var.account_id}:role/${name}" }
}

output "keys" {
  description = "The keys' aliases, by use."
  value       = { for use, name in local.architecture.names.keys : use => replace(name, "{env}", var.environment) }
}

output "secrets" {
  description = "The secrets' names, by use: those that the profile has."
  value       = local.secrets
}

output "service_logs" {
  description = "The services' log groups with their retentions, by service: those that the profile has."
  value       = local.service_logs
}

output "repository_arns" {
  description = "The ECR repositories that both environments pull from."
  value = [
    for name in local.architecture.registry.repositories :
    "arn:aws:ecr:${local.architecture.regions.home}:${var.account_id}:repository/${name}"
  ]
}

output "repositories" {
  description = "The ECR repositories' addresses, by service."
  value = {
    for name in local.architecture.registry.repositories : trimprefix(name, "restartix-") =>
    "${var.account_id}.dkr.ecr.${local.architecture.regions.home}.amazonaws.com/${name}"
  }
}

output "cloudflare" {
  description = "Cloudflare's address ranges, IPv4 and IPv6."
  value       = { ipv4 = local.cloudflare.ipv4, ipv6 = local.cloudflare.ipv6 }
}

output "email" {
  description = "E-mail: the domain that it is from, the name that bounces go to, the configuration set, why an address is suppressed, and where such feedback goes."
  value = {
    domain            = local.scope.domain
    mail_from         = replace(local.architecture.email.mail_from, "{domain}", local.scope.domain)
    configuration_set = replace(local.architecture.names.configuration_set, "{env}", var.environment)
    suppressed        = local.architecture.scopes.account.suppressed
    feedback_topic    = replace(local.architecture.names.email_feedback_topic, "{env}", var.environment)
    feedback_endpoint = "https://${replace(local.architecture.routing.hosts["core-api"], "{domain}", local.scope.domain)}${local.architecture.email.feedback_path}"
  }
}
