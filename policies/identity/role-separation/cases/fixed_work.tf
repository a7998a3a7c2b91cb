# The dump deletes, and a task runs as what starts it; what is not known of the task role changes nothing.
# expect: pass aws_iam_role.backup
# expect: pass aws_ecs_task_definition.t
# expect: undetermined aws_iam_role.task
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role" "backup" {
  name               = "restartix-production-backup"
  assume_role_policy = local.trust
}
resource "aws_iam_role_policy" "backup" {
  role   = aws_iam_role.backup.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::restartix-backup-production/*" }] })
}
resource "aws_iam_role" "task" {
  name               = "restartix-production-task"
  assume_role_policy = local.trust
}
resource "terraform_data" "later" {
  input = "x"
}
resource "aws_iam_role_policy" "task" {
  role   = aws_iam_role.task.name
  policy = terraform_data.later.output
}
resource "aws_ecs_task_definition" "t" {
  family                = "t"
  task_role_arn         = "arn:aws:iam::123456789012:role/restartix-production-task"
  execution_role_arn    = "arn:aws:iam::123456789012:role/restartix-production-execution"
  container_definitions = jsonencode([{ name = "t", image = "i" }])
}
