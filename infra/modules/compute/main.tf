# Everything that runs: the cluster, the names under which its tasks find each other, and what the files beside this one put on it.

resource "aws_ecs_cluster" "this" {
  name = var.cluster

  # Container Insights charges for every metric, and AWS would keep its logs for ever in a group that nobody declared.
  setting {
    name  = "containerInsights"
    value = "disabled"
  }
}

# What a task runs on that says nothing of it: a migration, started by a deployment.
resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = distinct(concat([var.capacity_provider], [for service in values(var.services) : service.capacity_provider if service.capacity_provider != null]))

  default_capacity_provider_strategy {
    capacity_provider = var.capacity_provider
    weight            = 1
  }
}

# Private: it answers inside the VPC alone. Not a service mesh: scheduled tasks, which no service starts, resolve names in it too.
resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = var.namespace
  description = "Tasks that other tasks look for"
  vpc         = var.vpc_id
}

locals {
  # Built, and given only once the cluster may be used as it has to be.
  cluster_arn = "arn:aws:ecs:${var.region}:${var.account_id}:cluster/${aws_ecs_cluster_capacity_providers.this.cluster_name}"

  images = { for service, image in var.images : service => format(
    startswith(image, "sha256:") ? "%s@%s" : "%s:%s", var.repositories[service], image,
  ) if contains(keys(var.repositories), service) }

  # ECS takes a secret's ARN without the six characters that Secrets Manager appends; so the plan shows where each comes from.
  secrets = { for use, name in var.secrets : use => "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${name}" }

  # Whoever is found is found here.
  discovery    = { namespace_id = aws_service_discovery_private_dns_namespace.this.id, ttl_seconds = var.compute.discovery_ttl_seconds }
  core_api_url = "http://core-api.${var.namespace}:${var.ports["core-api"]}" # in clear text, within private subnets
}
