# expect: pass aws_ecs_task_definition.t
# expect: pass aws_launch_template.t
variable "size" {
  default = "small"
}
resource "aws_ecs_task_definition" "t" {
  family = "t"
  container_definitions = jsonencode([{
    name        = "t"
    image       = "i"
    environment = [{ name = "PORT", value = "9000" }]
    secrets     = [{ name = "API_KEY", valueFrom = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/clerk-Ab1234" }]
  }])
}
resource "aws_launch_template" "t" {
  instance_type = "t4g.nano"
}
