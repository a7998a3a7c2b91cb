variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account id is twelve digits."
  }
}

variable "region" {
  description = "The region, for ARNs."
  type        = string
  nullable    = false
}

variable "roles" {
  description = "The roles' names, by use."
  type = object({
    task       = string
    telemetry  = string
    session    = string
    execution  = string
    operations = string
    scheduler  = string
    backup     = string
  })
  nullable = false

  validation {
    condition     = length(distinct(values(var.roles))) == length(values(var.roles))
    error_message = "Two uses share a role: then each has what the other needs."
  }
}

variable "secrets" {
  description = "The secrets' names, by use; `encryption` among them."
  type        = map(string)
  nullable    = false

  validation {
    condition     = contains(keys(var.secrets), "encryption") && alltrue([for name in values(var.secrets) : !strcontains(name, "*")])
    error_message = "The encryption secret is missing, or a name holds a wildcard."
  }
}

variable "bucket_arns" {
  description = "The buckets' ARNs, by use."
  type = object({
    uploads       = string
    audit_archive = string
    backup        = string
    telemetry     = string
  })
  nullable = false
}

variable "repository_arns" {
  description = "The ECR repositories that images come from."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.repository_arns) > 0 && alltrue([for arn in var.repository_arns : !strcontains(arn, "*")])
    error_message = "The repositories are named one by one."
  }
}

variable "log_groups" {
  description = "The log groups that tasks write to."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.log_groups) > 0
    error_message = "Without a log group no task starts."
  }
}

variable "cluster" {
  description = "The ECS cluster's name."
  type        = string
  nullable    = false
}

variable "task_families" {
  description = "The pattern of the names of the environment's task definition families."
  type        = string
  nullable    = false

  validation {
    condition     = endswith(var.task_families, "-*") && length(var.task_families) > 4
    error_message = "A prefix of the environment's own, then `-*`: the families of the other one must not match."
  }
}

variable "schedule_group" {
  description = "The name of the group that the environment's schedules are in."
  type        = string
  nullable    = false
}

variable "operations_permission_set" {
  description = "The IAM Identity Center permission set whose holders may assume the operations role. There are no IAM users to name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@-]{1,32}$", var.operations_permission_set))
    error_message = "A permission set's name is 1 to 32 letters, digits or + = , . @ - (and no wildcard)."
  }
}

variable "email" {
  description = "What the applications send mail as: the domain, and the configuration set."
  type        = object({ domain = string, configuration_set = string })
  nullable    = false
}

variable "telemetry" {
  description = "Whether there is a telemetry service."
  type        = bool
  nullable    = false
}

variable "backup" {
  description = "Whether there is a backup bucket."
  type        = bool
  nullable    = false
}
