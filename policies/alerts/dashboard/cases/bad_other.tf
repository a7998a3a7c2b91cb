# Another one.
# expect: fail missing:restartix-production
resource "terraform_data" "unknown" {}
resource "aws_cloudwatch_dashboard" "a" {
  dashboard_name = "restartix-staging"
  dashboard_body = jsonencode({ widgets = [], note = terraform_data.unknown.id })
}
variable "environment" {
  default = "production"
}
