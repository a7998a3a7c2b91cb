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

variable "family" {
  description = "The task definition's family."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,254}$", var.family))
    error_message = "A family's name is lower-case letters, digits and dashes."
  }
}

variable "name" {
  description = "What the container is called, and its log streams begin with."
  type        = string
  nullable    = false
}

variable "image" {
  description = "The container's image: a repository of the account's ECR with a commit's tag or a digest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}[.]dkr[.]ecr[.][a-z0-9-]+[.]amazonaws[.]com/[a-z0-9-]+(:[0-9a-f]{40}|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "The image is one of ECR, by the 40 digits of a commit or by its digest: what `latest` means changes by itself."
  }
}

variable "size" {
  description = "CPU in units of 1/1024 vCPU, and memory in MiB."
  type = object({
    cpu    = number
    memory = number
  })
  nullable = false

  validation {
    # The sizes up to 1 vCPU; what is larger has to be added here.
    condition = contains([
      "256 512", "256 1024", "256 2048",
      "512 1024", "512 2048", "512 3072", "512 4096",
      "1024 2048", "1024 3072", "1024 4096", "1024 5120", "1024 6144", "1024 7168", "1024 8192",
    ], "${var.size.cpu} ${var.size.memory}")
    error_message = "Fargate has no task of that CPU with that memory."
  }
}

variable "architecture" {
  description = "The CPU's architecture."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["ARM64", "X86_64"], var.architecture)
    error_message = "The architecture is ARM64 or X86_64."
  }
}

variable "command" {
  description = "What to run in place of the image's own command. Null: that."
  type        = list(string)
  default     = null
}

variable "port" {
  description = "The port that the container listens on. Null: none."
  type        = number
  default     = null
}

variable "environment" {
  description = "The container's settings. No secret belongs here: it would stand in the task definition."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Where the secrets in the container's environment come from, by name: the ARN of a secret and the entry in it."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for place in values(var.secrets) : can(regex("^arn:aws:secretsmanager:[^:]+:[0-9]{12}:secret:[^:]+:[A-Z_]+::$", place))])
    error_message = "A secret is named by its ARN and one entry (arn:aws:secretsmanager:…:secret:NAME:ENTRY::), never given."
  }
}

variable "health_check" {
  description = "How ECS looks whether the container works. Null: by whether it runs, or as the load balancer does."
  type = object({
    command     = list(string)
    interval    = number
    timeout     = number
    retries     = number
    startPeriod = number
  })
  default = null
}

variable "log_group" {
  description = "The log group."
  type        = string
  nullable    = false
}

variable "execution_role_arn" {
  description = "What ECS is while it starts the task."
  type        = string
  nullable    = false
}

variable "task_role_arn" {
  description = "What the task is. Null: nobody, for a task that asks nothing of AWS."
  type        = string
  default     = null
}

variable "session" {
  description = "Whether people may open a session on the task (ECS Exec). Its root file system is then writable."
  type        = bool
  default     = false
  nullable    = false
}
