variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region, for ARNs and logs."
  type        = string
  nullable    = false
}

variable "cluster" {
  description = "The cluster's name."
  type        = string
  nullable    = false
}

variable "namespace" {
  description = "The private DNS namespace in which tasks find each other."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.namespace, ".internal")
    error_message = "The namespace ends in `.internal`, which no public name does."
  }
}

variable "task_families" {
  description = "The pattern of the names of the environment's task definition families."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.task_families, "-*")
    error_message = "A prefix, then `-*` in place of the task's name."
  }
}

variable "schedule_group" {
  description = "The name of the group that the environment's schedules are in."
  type        = string
  nullable    = false
}

variable "compute" {
  description = "What is the same in every environment: the CPUs' architecture, names in DNS, sessions, scaling, the pooler's settings, and the tasks that end."
  type = object({
    architecture          = string
    discovery_ttl_seconds = number
    sessions              = list(string)
    autoscaling           = object({ metric = string, target = number, scale_in_seconds = number, scale_out_seconds = number })
    pgbouncer             = map(string)
    migrations            = object({ image = string, command = list(string), cpu = number, memory = number })
    daily_dump            = object({ image = string, command = list(string), cpu = number, memory = number })
    scheduled             = object({ cpu = number, memory = number })
  })
  nullable = false
}

variable "services" {
  description = "The services' sizes: CPU in units of 1/1024 vCPU, memory in MiB, how many tasks and up to how many, and the capacity where it is not the environment's."
  type = map(object({
    cpu               = number
    memory            = number
    count             = number
    max_count         = optional(number)
    capacity_provider = optional(string)
  }))
  nullable = false

  validation {
    condition     = length(setsubtract(["core-api", "clinic", "portal", "console", "pgbouncer", "telemetry-api"], keys(var.services))) == 0
    error_message = "A service has no size: core-api, clinic, portal, console, pgbouncer or telemetry-api."
  }
}

variable "capacity_provider" {
  description = "The environment's capacity: Fargate on demand, or Spot."
  type        = string
  nullable    = false
}

variable "pgbouncer" {
  description = "The pooler's settings in this environment, beside those that are the same everywhere."
  type        = map(string)
  nullable    = false
}

variable "schedules" {
  description = "When core-api's scheduled work runs, by name."
  type        = map(object({ at = string, timezone = string }))
  nullable    = false

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^(rate|cron)[(].+[)]$", schedule.at))])
    error_message = "A time is `rate(…)` or `cron(…)`."
  }
}

variable "daily_dump" {
  description = "When the daily dump runs, where there is a bucket for it."
  type        = object({ at = string, timezone = string })
  nullable    = false
}

variable "repositories" {
  description = "The ECR repositories' addresses, by service."
  type        = map(string)
  nullable    = false
}

variable "images" {
  description = "The images, by service: a commit's 40 digits, or a digest."
  type        = map(string)
  nullable    = false
}

variable "ports" {
  description = "The ports that services listen on, by service."
  type        = map(number)
  nullable    = false
}

variable "pgbouncer_port" {
  description = "The port that the pooler listens on."
  type        = number
  nullable    = false
}

variable "secrets" {
  description = "The secrets' names, by use."
  type        = map(string)
  nullable    = false
}

variable "log_groups" {
  description = "The log groups, by service."
  type        = map(string)
  nullable    = false
}

variable "role_arns" {
  description = "The roles that tasks are and are started by."
  type = object({
    task      = string
    telemetry = string
    session   = string
    backup    = string
    execution = string
    scheduler = string
  })
  nullable = false
}

variable "vpc_id" {
  description = "The VPC in which the namespace answers."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "The private subnets that tasks run in: one per zone that is used."
  type        = list(string)
  nullable    = false
}

variable "app_security_group_id" {
  description = "The applications' group."
  type        = string
  nullable    = false
}

variable "core_api_security_group_id" {
  description = "The group that core-api's tasks carry beside the applications'."
  type        = string
  nullable    = false
}

variable "telemetry_security_group_id" {
  description = "Telemetry's group. Null where there is none."
  type        = string
  default     = null
}

variable "pgbouncer_security_group_id" {
  description = "The pooler's group."
  type        = string
  nullable    = false
}

variable "backup_runner_security_group_id" {
  description = "The daily dump's group."
  type        = string
  nullable    = false
}

variable "target_group_arns" {
  description = "The load balancer's target groups, by service: those that are behind it."
  type        = map(string)
  nullable    = false
}

variable "telemetry" {
  description = "Whether there is a telemetry service."
  type        = bool
  nullable    = false
}

variable "telemetry_bucket" {
  description = "The bucket that telemetry writes to."
  type        = string
  nullable    = false
}

variable "backup_bucket" {
  description = "The bucket for daily dumps. Null: there is none, and no dump."
  type        = string
  default     = null
}
