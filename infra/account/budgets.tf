# What an environment may cost in a month. It tells people and stops nothing.

locals {
  # The environment's ceiling, less what is paid to Cloudflare and so on no bill of AWS.
  budgets = {
    for environment in local.environments : environment =>
    local.architecture.cost.ceilings[environment][local.architecture.scopes[environment].profile] - local.architecture.cost.cloudflare[environment]
  }

  # Six in all, of the ten that AWS accepts: what has been spent, and what the month is heading for.
  budget_alerts = setproduct(["ACTUAL", "FORECASTED"], local.architecture.cost.budget_alerts_percent)
}

resource "aws_budgets_budget" "this" {
  for_each = local.budgets

  name         = replace(local.architecture.names.budget, "{env}", each.key)
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = format("%.1f", each.value) # as AWS gives it back
  limit_unit   = "USD"

  # By the tag that every resource of the environment carries. It counts only once it is activated as a cost allocation
  # tag, which AWS allows when it has seen the tag on a bill (README.md).
  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:environment$%s", each.key)]
  }

  dynamic "notification" {
    for_each = local.budget_alerts

    content {
      notification_type          = notification.value[0]
      threshold                  = notification.value[1]
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = [var.budget_notification_address]
    }
  }

  lifecycle {
    precondition {
      condition     = each.value > 0
      error_message = "Cloudflare alone costs as much as the environment may: there is nothing left for AWS."
    }
  }
}
