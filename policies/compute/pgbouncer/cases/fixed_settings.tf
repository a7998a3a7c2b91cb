# A pool by session, and no TLS; the rest is right. Its role is not known, which excuses nothing.
#
# expect: pass aws_ecs_service.pgbouncer

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "pgbouncer" {
  family             = "restartix-production-pgbouncer"
  execution_role_arn = terraform_data.unknown.output

  container_definitions = jsonencode([{
    name  = "main"
    image = "pgbouncer"

    environment = [
      { name = "AUTH_TYPE", value = "scram-sha-256" },
      { name = "POOL_MODE", value = "transaction" },
      { name = "MAX_PREPARED_STATEMENTS", value = "200" },
      { name = "DEFAULT_POOL_SIZE", value = "25" },
      { name = "MAX_CLIENT_CONN", value = "1000" },
      { name = "SERVER_TLS_SSLMODE", value = "require" },
    ]
  }])
}

resource "aws_ecs_service" "pgbouncer" {
  name            = "pgbouncer"
  task_definition = aws_ecs_task_definition.pgbouncer.arn
}
