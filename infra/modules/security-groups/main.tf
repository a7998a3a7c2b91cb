# The applications' tasks: fargate-app, which core-api's carry beside a group of its own, and telemetry's.

# fargate-app: clinic, portal and console from the load balancer. What core-api needs of the pooler and the cache it has
# through this group as well.
resource "aws_security_group" "app" {
  name        = var.names.app
  description = "Application tasks"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.app }
}

resource "aws_vpc_security_group_ingress_rule" "app_from_load_balancer_clinic" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["clinic"]
  to_port                      = var.ports.services["clinic"]
  description                  = "Clinic"
}

resource "aws_vpc_security_group_ingress_rule" "app_from_load_balancer_portal" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["portal"]
  to_port                      = var.ports.services["portal"]
  description                  = "Portal"
}

resource "aws_vpc_security_group_ingress_rule" "app_from_load_balancer_console" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["console"]
  to_port                      = var.ports.services["console"]
  description                  = "Console"
}

resource "aws_vpc_security_group_egress_rule" "app_to_core_api" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.core_api.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "Core API, inside the VPC"
}

resource "aws_vpc_security_group_egress_rule" "app_to_pgbouncer" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.pgbouncer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.pgbouncer
  to_port                      = var.ports.pgbouncer
  description                  = "The database, pooled"
}

resource "aws_vpc_security_group_egress_rule" "app_to_cache" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.cache.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.redis
  to_port                      = var.ports.redis
  description                  = "The cache"
}

resource "aws_vpc_security_group_egress_rule" "app_to_https" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "AWS and the external services"
}

# ----------------------------------------------------------------------------------------------------------------------
# fargate-core-api: its port alone. It has no egress, since its tasks have fargate-app's.

resource "aws_security_group" "core_api" {
  name        = var.names.core_api
  description = "Core API tasks, beside the group of the applications"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.core_api }
}

resource "aws_vpc_security_group_ingress_rule" "core_api_from_load_balancer" {
  security_group_id            = aws_security_group.core_api.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "Browsers and webhooks, through the load balancer"
}

resource "aws_vpc_security_group_ingress_rule" "core_api_from_app" {
  security_group_id            = aws_security_group.core_api.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "The applications, inside the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "core_api_from_telemetry" {
  count = var.telemetry ? 1 : 0

  security_group_id            = aws_security_group.core_api.id
  referenced_security_group_id = aws_security_group.telemetry[0].id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "Events that telemetry publishes"
}

# ----------------------------------------------------------------------------------------------------------------------
# fargate-telemetry: takes what browsers send, publishes to core-api, and reaches neither the pooler nor the cache.

resource "aws_security_group" "telemetry" {
  count = var.telemetry ? 1 : 0

  name        = var.names.telemetry
  description = "Telemetry tasks"
  vpc_id      = var.vpc_id

  tags = { Name = var.names.telemetry }
}

resource "aws_vpc_security_group_ingress_rule" "telemetry_from_load_balancer" {
  count = var.telemetry ? 1 : 0

  security_group_id            = aws_security_group.telemetry[0].id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["telemetry-api"]
  to_port                      = var.ports.services["telemetry-api"]
  description                  = "Browsers, through the load balancer"
}

resource "aws_vpc_security_group_egress_rule" "telemetry_to_core_api" {
  count = var.telemetry ? 1 : 0

  security_group_id            = aws_security_group.telemetry[0].id
  referenced_security_group_id = aws_security_group.core_api.id
  ip_protocol                  = "tcp"
  from_port                    = var.ports.services["core-api"]
  to_port                      = var.ports.services["core-api"]
  description                  = "Events"
}

resource "aws_vpc_security_group_egress_rule" "telemetry_to_https" {
  count = var.telemetry ? 1 : 0

  security_group_id = aws_security_group.telemetry[0].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "The telemetry bucket, image, secrets and logs"
}
