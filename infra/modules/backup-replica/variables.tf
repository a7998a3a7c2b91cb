variable "account_id" {
  description = "The AWS account, for ARNs."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the copy, the one of the provider that this module is called with."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The bucket's name."
  type        = string
  nullable    = false

  validation {
    condition     = "arn:aws:s3:::${var.name}" != var.source_bucket_arn
    error_message = "A bucket is no copy of itself."
  }
}

variable "source_bucket_arn" {
  description = "The bucket that is copied."
  type        = string
  nullable    = false
}

variable "role" {
  description = "The name of the role that copies."
  type        = string
  nullable    = false
}

variable "operations_role_arn" {
  description = "Who restores."
  type        = string
  nullable    = false
}

variable "key_alias" {
  description = "The alias of the key of the copies."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.key_alias, "alias/") && !startswith(var.key_alias, "alias/aws/")
    error_message = "An alias begins with `alias/`, and `alias/aws/` is AWS's own."
  }
}

variable "tls_minimum_version" {
  description = "The oldest TLS version that the bucket answers."
  type        = string
  nullable    = false
}

variable "transitions" {
  description = "How the copies age: as the backups do, from the class they are copied to on."
  type        = list(object({ days = number, storage_class = string }))
  nullable    = false
}

variable "lock" {
  description = "The lock of the source."
  type        = object({ mode = string, days = optional(number), years = optional(number) })
  nullable    = false
}
