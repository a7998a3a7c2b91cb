# One value looks random. Of an instance's user data the plan holds a hash, and the source tells what it is of.
# expect: undetermined aws_ecs_task_definition.t
# expect: pass aws_instance.i
resource "aws_ecs_task_definition" "t" {
  family                = "t"
  container_definitions = jsonencode([{ name = "t", image = "i", environment = [{ name = "PLACE", value = "q8ZrT2vXw9LmK4pBn7YcD3sF" }] }])
}
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  user_data     = join("\n", ["#!/bin/sh", "echo hello"])
}
