# One limit is too high, one alert is missing.
# expect: fail aws_budgets_budget.production at aws_budgets_budget.production limit_amount
# expect: fail aws_budgets_budget.staging at aws_budgets_budget.staging notification
variable "environment" {
  default = "account"
}
resource "aws_budgets_budget" "production" {
  name         = "restartix-production"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "900.0"
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
resource "aws_budgets_budget" "staging" {
  name         = "restartix-staging"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "93.0"
  limit_unit   = "USD"
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:environment$staging"]
  }
  dynamic "notification" {
    for_each = setproduct(["ACTUAL", "FORECASTED"], [50, 100])
    content {
      notification_type          = notification.value[0]
      threshold                  = notification.value[1]
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = ["platform@example.com"]
    }
  }
}
