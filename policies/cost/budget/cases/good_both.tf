# A budget for each environment, as it has to be; one of somebody else is not judged.
# expect: pass aws_budgets_budget.production
# expect: pass aws_budgets_budget.staging
# expect: not-applicable aws_budgets_budget.other
variable "environment" {
  default = "account"
}
resource "aws_budgets_budget" "production" {
  name         = "restartix-production"
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
resource "aws_budgets_budget" "other" {
  name         = "other"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = "1"
  limit_unit   = "USD"
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:environment$x"]
  }
  dynamic "notification" {
    for_each = setproduct(["ACTUAL", "FORECASTED"], [50])
    content {
      notification_type          = notification.value[0]
      threshold                  = notification.value[1]
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = ["platform@example.com"]
    }
  }
}
