# A retention, container definitions and a name that are known only after the apply.
# expect: undetermined aws_cloudwatch_log_group.later
# expect: pass aws_cloudwatch_log_group.unnamed
# expect: undetermined aws_lambda_function.main
# expect: undetermined aws_ecs_task_definition.main
# expect: undetermined aws_ecs_cluster.main
resource "terraform_data" "unknown" {}
resource "aws_cloudwatch_log_group" "later" {
  name              = "later"
  retention_in_days = tonumber(terraform_data.unknown.id)
}
resource "aws_cloudwatch_log_group" "unnamed" {
  retention_in_days = 30
}
resource "aws_lambda_function" "main" {
  function_name = "main"
  role          = "arn:aws:iam::123456789012:role/main"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/main:1"
}
resource "aws_ecs_task_definition" "main" {
  family                = "main"
  container_definitions = jsonencode([{ name = "main", image = terraform_data.unknown.id }])
}
resource "aws_ecs_cluster" "main" {
  name = "main"
}
variable "environment" {
  default = "production"
}
