variable "database" {
  description = "The cluster: engine, capacity, parameters, backups."
  type = object({
    identifier     = string
    engine         = string
    engine_version = string
    instance_class = string
    instances      = number
    capacity = object({
      min_acu                  = number
      max_acu                  = number
      seconds_until_auto_pause = number
    })
    backup_retention_days = number
    parameter_family      = string
    parameters            = map(string)
  })
  nullable = false

  validation {
    condition     = var.database.engine == "aurora-postgresql" && var.database.instance_class == "db.serverless"
    error_message = "This module makes an Aurora PostgreSQL Serverless v2 cluster; an instance has a module of its own."
  }

  validation {
    condition     = var.database.instances == 1
    error_message = "One writer: a reader would double the cost and keep the cluster from pausing."
  }

  validation {
    condition     = var.database.capacity.min_acu == 0 && var.database.capacity.max_acu >= 0.5
    error_message = "Only a minimum of 0 lets the cluster pause."
  }

  validation {
    condition     = var.database.capacity.seconds_until_auto_pause >= 300 && var.database.capacity.seconds_until_auto_pause <= 86400
    error_message = "A cluster pauses after 300 to 86400 seconds."
  }

  validation {
    condition     = lookup(var.database.parameters, "rds.force_ssl", "") == "1"
    error_message = "TLS is not optional: the parameters must hold rds.force_ssl = 1."
  }

  validation {
    condition     = var.database.backup_retention_days >= 1 && var.database.backup_retention_days <= 35
    error_message = "Backups are kept for 1 to 35 days."
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

variable "availability_zone" {
  description = "The zone that the writer runs in."
  type        = string
  nullable    = false
}
