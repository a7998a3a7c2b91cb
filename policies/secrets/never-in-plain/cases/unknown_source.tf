# Without its source, nobody tells what the hash of an instance's user data is of.
# source: none
# expect: undetermined aws_ecs_task_definition.t
# expect: undetermined aws_instance.i
resource "aws_ecs_task_definition" "t" {
  family                = "t"
  container_definitions = jsonencode([{ name = "t", image = "i", environment = [{ name = "PLACE", value = "q8ZrT2vXw9LmK4pBn7YcD3sF" }] }])
}
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  user_data     = join("\n", ["#!/bin/sh", "echo hello"])
}
