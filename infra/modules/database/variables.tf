variable "database" {
  description = "The instance: engine, size, storage, parameters, backups."
  type = object({
    identifier     = string
    engine         = string
    engine_version = string
    instance_class = string
    multi_az       = bool
    storage = object({
      type              = string
      allocated_gib     = number
      max_allocated_gib = number
    })
    backup_retention_days               = number
    performance_insights_retention_days = number
    monitoring_interval_seconds         = number
    parameter_family                    = string
    parameters                          = map(string)
  })
  nullable = false

  validation {
    condition     = var.database.engine == "postgres"
    error_message = "This module makes a PostgreSQL instance; Aurora has a module of its own."
  }

  validation {
    condition     = lookup(var.database.parameters, "rds.force_ssl", "") == "1"
    error_message = "TLS is not optional: the parameters must hold rds.force_ssl = 1."
  }

  validation {
    condition     = var.database.backup_retention_days >= 1 && var.database.backup_retention_days <= 35
    error_message = "Backups are kept for 1 to 35 days; without them there is no point-in-time restore."
  }

  validation {
    condition     = var.database.storage.max_allocated_gib > var.database.storage.allocated_gib
    error_message = "Storage needs room to grow."
  }

  validation {
    condition     = contains([1, 5, 10, 15, 30, 60], var.database.monitoring_interval_seconds)
    error_message = "Enhanced monitoring runs every 1, 5, 10, 15, 30 or 60 seconds."
  }
}

variable "subnet_ids" {
  description = "The private subnets, one per zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "AWS takes no database subnet group with fewer than two subnets."
  }
}

variable "security_group_id" {
  description = "The database's security group."
  type        = string
  nullable    = false
}

variable "port" {
  description = "The port it listens on."
  type        = number
  default     = 5432
  nullable    = false

  validation {
    condition     = var.port >= 1150 && var.port <= 65535
    error_message = "RDS takes ports from 1150 to 65535."
  }
}

variable "log" {
  description = "The log group of the exported PostgreSQL log, under the name that RDS gives it, and its retention."
  type = object({
    group          = string
    retention_days = number
  })
  nullable = false

  validation {
    condition     = var.log.retention_days > 0
    error_message = "Logs have a retention: 0 would keep them for ever."
  }
}

variable "owner_password" {
  description = "The password of the database's owner role. Ephemeral: it reaches AWS and neither the plan nor the state."
  type        = string
  nullable    = false
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{32,128}$", var.owner_password))
    error_message = "32 to 128 letters, digits, dashes or underscores: long enough, and it stands unescaped in a connection URL."
  }
}

variable "owner_password_version" {
  description = "Raise by one to set owner_password anew; Terraform cannot see that a value it never stores has changed."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.owner_password_version >= 1 && floor(var.owner_password_version) == var.owner_password_version
    error_message = "The version is a whole number from 1 up."
  }
}

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

variable "monitoring_role" {
  description = "The name of the role under which RDS writes operating-system metrics."
  type        = string
  nullable    = false
}
