# The name is known only after apply: it may be any environment's.
# expect: undetermined aws_budgets_budget.production
# expect: undetermined missing:restartix-production
# expect: undetermined missing:restartix-staging
variable "environment" {
  default = "account"
}
resource "terraform_data" "name" {
  input = "restartix-production"
}
resource "aws_budgets_budget" "production" {
  name         = terraform_data.name.output
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "510.0"
  limit_unit   = "USD"
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:environment$production"]
  }
  dynamic "notification" {
    for_each = setproduct(["ACTUAL", "FORECASTED"], [50, 80, 100])
    content {
      notification_type          = notification.value[0]
      threshold                  = notification.value[1]
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = ["platform@example.com"]
    }
  }
}
