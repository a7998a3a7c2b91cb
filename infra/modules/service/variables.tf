variable "name" {
  description = "The service's name, which its container has too."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "A service's name is lower-case letters, digits and dashes: it is a name in DNS as well."
  }
}

variable "cluster" {
  description = "The cluster's name."
  type        = string
  nullable    = false
}

variable "cluster_arn" {
  description = "The cluster's ARN."
  type        = string
  nullable    = false
}

variable "task_definition_arn" {
  description = "The task definition that the service begins with."
  type        = string
  nullable    = false
}

variable "size" {
  description = "How many tasks, and up to how many. Without the second: always as many."
  type = object({
    count     = number
    max_count = optional(number)
  })
  nullable = false

  validation {
    condition     = var.size.count >= 1 && coalesce(var.size.max_count, var.size.count) >= var.size.count
    error_message = "At least one task, and at most as many as the largest number says."
  }
}

variable "autoscaling" {
  description = "What scales the service, where it scales."
  type = object({
    metric            = string
    target            = number
    scale_in_seconds  = number
    scale_out_seconds = number
  })
  nullable = false

  validation {
    condition     = var.autoscaling.target > 0 && var.autoscaling.target <= 100
    error_message = "The target is a percentage."
  }
}

variable "capacity_provider" {
  description = "Fargate on demand, or Spot."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["FARGATE", "FARGATE_SPOT"], var.capacity_provider)
    error_message = "Everything runs on Fargate: FARGATE or FARGATE_SPOT."
  }
}

variable "subnet_ids" {
  description = "The private subnets that tasks are spread over, one per zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "A task needs a subnet."
  }
}

variable "security_group_ids" {
  description = "The tasks' security groups."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.security_group_ids) > 0
    error_message = "Without a group of its own a task gets the VPC's default one."
  }
}

variable "port" {
  description = "The port that the container listens on."
  type        = number
  nullable    = false
}

variable "target_group" {
  description = "The load balancer's target group. Null: the service is not behind it. An object, so that it is known whether there is one before its ARN is."
  type        = object({ arn = string })
  default     = null
}

variable "discovery" {
  description = "The Cloud Map namespace in which others find the service, and for how long they may keep what they found. Null: nobody looks for it."
  type = object({
    namespace_id = string
    ttl_seconds  = number
  })
  default = null
}

variable "session" {
  description = "Whether people may open a session on the tasks (ECS Exec)."
  type        = bool
  default     = false
  nullable    = false
}
