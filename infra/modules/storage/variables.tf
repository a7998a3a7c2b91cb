variable "names" {
  description = "The buckets' names, by use."
  type = object({
    uploads       = string
    audit_archive = string
    backup        = string
    telemetry     = string
  })
  nullable = false

  validation {
    condition     = length(distinct(values(var.names))) == 4
    error_message = "Two buckets have the same name."
  }
}

variable "storage" {
  description = "The oldest TLS version, and how each bucket's objects age."
  type = object({
    tls_minimum_version = string
    audit_archive = object({
      transitions = list(object({ days = number, storage_class = string }))
    })
    backup = object({
      transitions = list(object({ days = number, storage_class = string }))
    })
    telemetry = object({
      transitions       = list(object({ days = number, storage_class = string }))
      expire_after_days = number
    })
  })
  nullable = false
}

variable "backup" {
  description = "The backup bucket: its key, its lock and where it is copied to. Null: there is none."
  type = object({
    key_arn = string
    lock    = object({ mode = string, days = optional(number), years = optional(number) })
    replication = optional(object({
      role_arn               = string
      destination_bucket_arn = string
      destination_key_arn    = string
    }))
  })
  default = null
}

variable "telemetry" {
  description = "Whether there is a telemetry service, and so its bucket."
  type        = bool
  nullable    = false
}
