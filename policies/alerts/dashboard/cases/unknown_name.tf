# One whose name is known only after the apply.
# expect: undetermined missing:restartix-production
# expect: undetermined aws_cloudwatch_dashboard.a
resource "terraform_data" "unknown" {}
resource "aws_cloudwatch_dashboard" "a" {
  dashboard_name = terraform_data.unknown.id
  dashboard_body = jsonencode({ widgets = [], note = terraform_data.unknown.id })
}
variable "environment" {
  default = "production"
}
