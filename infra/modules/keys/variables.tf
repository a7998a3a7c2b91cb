variable "environment" {
  description = "The environment, for descriptions."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "The AWS account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An AWS account id is twelve digits."
  }
}

variable "region" {
  description = "The region whose services decrypt."
  type        = string
  nullable    = false
}

variable "aliases" {
  description = "The keys' aliases."
  type = object({
    application = string
    backup      = string
  })
  nullable = false

  validation {
    condition     = alltrue([for alias in values(var.aliases) : startswith(alias, "alias/") && !startswith(alias, "alias/aws/")])
    error_message = "An alias begins with `alias/`, and `alias/aws/` is AWS's own."
  }
}

variable "role_arns" {
  description = "The roles that the key policies name. They have to exist: AWS refuses a policy whose principals do not."
  type = object({
    task       = string
    execution  = string
    operations = string
    backup     = string
  })
  nullable = false

  validation {
    condition     = alltrue([for arn in values(var.role_arns) : can(regex("^arn:aws:iam::[0-9]{12}:role/[^*]+$", arn))])
    error_message = "Each is the ARN of one role, without a wildcard."
  }
}

variable "encryption_secret" {
  description = "The name of the secret that the application key is for."
  type        = string
  nullable    = false
}

variable "backup_bucket_arn" {
  description = "The bucket that the backup key is for."
  type        = string
  nullable    = false
}

variable "backup" {
  description = "Whether there is a backup bucket, and so a backup key."
  type        = bool
  nullable    = false
}

variable "replication_role_arn" {
  description = "The role that copies backups to another region. Null: they are not copied."
  type        = string
  default     = null

  validation {
    condition     = var.replication_role_arn == null || var.backup
    error_message = "Without a backup bucket there is nothing to copy."
  }
}
