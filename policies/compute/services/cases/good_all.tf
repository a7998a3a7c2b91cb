# All of production's, one of them scaled out. What their containers are is not known, nor needed: the size is the task's own.
#
# expect: pass aws_ecs_service.main["core-api"]
# expect: pass aws_ecs_service.main["clinic"]
# expect: pass aws_ecs_service.main["portal"]
# expect: pass aws_ecs_service.main["console"]
# expect: pass aws_ecs_service.main["pgbouncer"]

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

locals {
  services = {
    core-api  = { cpu = 1024, memory = 2048, count = 5 }
    clinic    = { cpu = 512, memory = 1024, count = 2 }
    portal    = { cpu = 512, memory = 1024, count = 2 }
    console   = { cpu = 256, memory = 512, count = 1 }
    pgbouncer = { cpu = 256, memory = 512, count = 2 }
  }
}

resource "aws_ecs_task_definition" "main" {
  for_each = local.services

  family                = "restartix-production-${each.key}"
  cpu                   = each.value.cpu
  memory                = each.value.memory
  container_definitions = jsonencode([{ name = each.key, image = terraform_data.unknown.output }])
}

resource "aws_ecs_service" "main" {
  for_each = local.services

  name            = each.key
  task_definition = aws_ecs_task_definition.main[each.key].arn
  desired_count   = each.value.count
}
