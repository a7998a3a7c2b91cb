# Another one.
# expect: pass aws_cloudwatch_dashboard.a
resource "terraform_data" "unknown" {}
resource "aws_cloudwatch_dashboard" "a" {
  dashboard_name = "restartix-production"
  dashboard_body = jsonencode({ widgets = [], note = terraform_data.unknown.id })
}
variable "environment" {
  default = "production"
}
