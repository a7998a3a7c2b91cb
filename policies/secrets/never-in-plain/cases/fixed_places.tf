# By its name, by its form, in user data, in a default and in an output; whatever is not known of another task.
# expect: pass aws_ecs_task_definition.named
# expect: fail aws_ecs_task_definition.formed at aws_ecs_task_definition.formed container_definitions
# expect: fail aws_instance.i at aws_instance.i user_data
# expect: undetermined aws_ecs_task_definition.later
resource "aws_ecs_task_definition" "named" {
  family                = "named"
  container_definitions = jsonencode([{ name = "t", image = "i", secrets = [{ name = "API_KEY", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/clerk-AbCdEf:API_KEY::" }] }])
}
resource "aws_ecs_task_definition" "formed" {
  family                = "formed"
  container_definitions = jsonencode([{ name = "t", image = "i", environment = [{ name = "PLACE", value = "postgres://user:horse@host/db" }] }])
}
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  user_data     = "#!/bin/sh\nexport TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345\n"
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_ecs_task_definition" "later" {
  family                = "later"
  container_definitions = jsonencode([{ name = "t", image = "i", environment = [{ name = "PLACE", value = terraform_data.later.output }] }])
}
