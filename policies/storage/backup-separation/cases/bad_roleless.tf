# There is no backup role.
# expect: fail missing:restartix-production-backup
resource "terraform_data" "unknown" {}
resource "aws_ecs_task_definition" "dump" {
  family                = "restartix-production-daily-dump"
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-backup"
  container_definitions = jsonencode([{ name = "c", image = "x" }])
}
variable "environment" {
  default = "production"
}
