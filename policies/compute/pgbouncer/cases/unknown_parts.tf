# A setting comes from a secret, a task definition is not known, and what a service is called is not.
#
# expect: undetermined aws_ecs_service.pgbouncer
# expect: undetermined aws_ecs_service.task
# expect: undetermined aws_ecs_service.nameless

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_ecs_task_definition" "pgbouncer" {
  family = "restartix-production-pgbouncer"

  container_definitions = jsonencode([{
    name    = "pgbouncer"
    image   = "pgbouncer"
    secrets = [{ name = "POOL_MODE", valueFrom = "arn:aws:ssm:eu-central-1:123456789012:parameter/pool-mode" }]

    environment = [
      { name = "AUTH_TYPE", value = "scram-sha-256" },
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

resource "aws_ecs_service" "task" {
  name            = "pgbouncer"
  task_definition = terraform_data.unknown.output
}

resource "aws_ecs_service" "nameless" {
  name            = terraform_data.unknown.output
  task_definition = "other"
}
