variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region, for ARNs."
  type        = string
  nullable    = false
}

variable "topic" {
  description = "The topic's name."
  type        = string
  nullable    = false
}

variable "role" {
  description = "The name of the role that Slack's side has."
  type        = string
  nullable    = false
}

variable "dashboard" {
  description = "The dashboard's name."
  type        = string
  nullable    = false
}

variable "alarm_name" {
  description = "The pattern of the alarms' names."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.alarm_name, "-*") && length(var.alarm_name) > 4
    error_message = "A prefix of the environment's own, then `-*`: the topic admits alarms by it."
  }
}

variable "recipients" {
  description = "Who is told: a mailbox, and a channel of a Slack workspace that the account is connected to."
  type = object({
    address            = string
    slack_workspace_id = string
    slack_channel_id   = string
  })
  nullable = false
}

variable "alarms" {
  description = "The alarms by name: whose metric, which, its statistic, above or below what, for how many periods of how many seconds."
  type = map(object({
    of        = string
    metric    = string
    statistic = string
    above     = optional(number)
    below     = optional(number)
    seconds   = number
    times     = number
  }))
  nullable = false

  validation {
    condition     = alltrue([for alarm in values(var.alarms) : (alarm.above == null) != (alarm.below == null)])
    error_message = "An alarm is above something or below something, one of the two."
  }

  validation {
    condition     = length(setsubtract([for alarm in values(var.alarms) : alarm.of], keys(var.sources))) == 0
    error_message = "An alarm is of something that is not known."
  }

  validation {
    condition     = alltrue([for alarm in values(var.alarms) : alarm.seconds % 60 == 0 && alarm.times >= 1])
    error_message = "A period is whole minutes, and there is at least one."
  }
}

variable "sources" {
  description = "CloudWatch's namespaces, by whose metrics they hold."
  type        = map(string)
  nullable    = false
}

variable "cluster" {
  description = "The cluster's name."
  type        = string
  nullable    = false
}

variable "services" {
  description = "The services' names."
  type        = list(string)
  nullable    = false
}

variable "schedule_group" {
  description = "The name of the group that the schedules are in."
  type        = string
  nullable    = false
}

variable "load_balancer" {
  description = "The load balancer's name."
  type        = string
  nullable    = false
}

variable "load_balancer_arn_suffix" {
  description = "What metrics call the load balancer."
  type        = string
  nullable    = false
}

variable "target_group_arn_suffixes" {
  description = "What metrics call the target groups, by service."
  type        = map(string)
  nullable    = false
}

variable "nat_id" {
  description = "The NAT gateway or instance."
  type        = string
  nullable    = false
}

variable "database" {
  description = "The dimension that the database's metrics go by, with its value."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.database) == 1 && contains(["DBInstanceIdentifier", "DBClusterIdentifier"], try(keys(var.database)[0], ""))
    error_message = "The database is one instance (DBInstanceIdentifier) or one cluster (DBClusterIdentifier)."
  }
}
