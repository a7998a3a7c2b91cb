# Groups without a retention, and groups that AWS would make on its own.
# expect: pass aws_cloudwatch_log_group.unset
# expect: pass aws_cloudwatch_log_group.zero
# expect: fail aws_db_instance.main
# expect: fail aws_rds_cluster.main
# expect: pass aws_lambda_function.main
# expect: fail aws_ecs_cluster.main
# expect: fail aws_ecs_task_definition.main
# expect: pass aws_cloudwatch_log_group.function
resource "terraform_data" "unknown" {}
resource "aws_cloudwatch_log_group" "unset" {
  name              = "unset"
  retention_in_days = 30
  tags              = { note = terraform_data.unknown.id }
}
resource "aws_cloudwatch_log_group" "zero" {
  name              = "zero"
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
resource "aws_rds_cluster" "main" {
  cluster_identifier              = "main"
  engine                          = "aurora-postgresql"
  master_username                 = "main"
  manage_master_user_password     = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
resource "aws_lambda_function" "main" {
  function_name = "main"
  role          = "arn:aws:iam::123456789012:role/main"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/main:1"
}
resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/main"
  retention_in_days = 30
}
resource "aws_ecs_cluster" "main" {
  name = "main"
  setting {
    name  = "containerInsights"
    value = "enabled"
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
