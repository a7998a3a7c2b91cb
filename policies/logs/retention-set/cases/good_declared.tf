# Groups with a retention, and makers whose groups are declared. The name of the task's image is not known, and does not matter.
# expect: pass aws_cloudwatch_log_group.database
# expect: pass aws_cloudwatch_log_group.function
# expect: pass aws_cloudwatch_log_group.tasks
# expect: pass aws_cloudwatch_log_group.insights
# expect: pass aws_db_instance.main
# expect: pass aws_lambda_function.main
# expect: pass aws_ecs_cluster.main
# expect: pass aws_ecs_task_definition.main
# expect: not-applicable aws_ecs_cluster.quiet
resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/instance/main/postgresql"
  retention_in_days = 90
}
resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/main"
  retention_in_days = 1
}
resource "aws_cloudwatch_log_group" "tasks" {
  name              = "/ecs/main"
  retention_in_days = 30
}
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/main/performance"
  retention_in_days = 30
}
resource "aws_db_instance" "main" {
  identifier                      = "main"
  engine                          = "postgres"
  instance_class                  = "db.t4g.micro"
  allocated_storage               = 20
  username                        = "main"
  manage_master_user_password     = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
resource "aws_lambda_function" "main" {
  function_name = "main"
  role          = "arn:aws:iam::123456789012:role/main"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/main:1"
}
resource "aws_ecs_cluster" "main" {
  name = "main"
  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}
resource "aws_ecs_cluster" "quiet" {
  name = "quiet"
  setting {
    name  = "containerInsights"
    value = "disabled"
  }
}
resource "aws_ecs_task_definition" "main" {
  family = "main"
  container_definitions = jsonencode([{
    name             = "main"
    image            = "main:1"
    logConfiguration = { logDriver = "awslogs", options = { "awslogs-create-group" = "true", "awslogs-group" = "/ecs/main" } }
  }])
}
variable "environment" {
  default = "production"
}
