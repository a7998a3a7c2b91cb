# One counts another environment, one is not there.
# expect: pass aws_budgets_budget.production
# expect: fail missing:restartix-staging
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
