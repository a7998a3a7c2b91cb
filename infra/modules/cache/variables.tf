variable "cache" {
  description = "The replication group: version, node size, replicas."
  type = object({
    id              = string
    engine_version  = string
    parameter_group = string
    node_type       = string
    replicas        = number
  })
  nullable = false

  validation {
    condition     = can(regex("^7[.][0-9]+$", var.cache.engine_version))
    error_message = "The platform is written for Redis 7."
  }

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.cache.id))
    error_message = "A replication group's id is at most 40 lower-case letters, digits and dashes."
  }

  validation {
    condition     = contains([0, 1], var.cache.replicas)
    error_message = "There are two zones: no replica, or one."
  }
}

variable "azs" {
  description = "The zones that nodes may be placed in, the primary's first."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.azs) > var.cache.replicas
    error_message = "Every node needs a zone of its own."
  }
}

variable "subnet_ids" {
  description = "The private subnets, one per zone."
  type        = list(string)
  nullable    = false
}

variable "security_group_id" {
  description = "The cache's security group."
  type        = string
  nullable    = false
}

variable "port" {
  description = "The port it listens on."
  type        = number
  default     = 6379
  nullable    = false
}
