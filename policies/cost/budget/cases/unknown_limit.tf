# The limit is known only after apply.
# expect: undetermined aws_budgets_budget.production
# expect: fail missing:restartix-staging
variable "environment" {
  default = "account"
}
resource "terraform_data" "limit" {
  input = "510.0"
}
resource "aws_budgets_budget" "production" {
  name         = "restartix-production"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = terraform_data.limit.output
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
