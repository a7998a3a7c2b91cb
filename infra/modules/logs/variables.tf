variable "services" {
  description = "The services' log groups with their retentions, by service."
  type = map(object({
    group          = string
    retention_days = number
  }))
  nullable = false

  validation {
    # CloudWatch takes these and no others; 0, which it also takes, means for ever.
    condition = alltrue([
      for log in values(var.services) :
      contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], log.retention_days)
    ])
    error_message = "A retention is one of the numbers of days that CloudWatch offers, and never 0, which means for ever."
  }

  validation {
    condition     = length(distinct([for log in values(var.services) : log.group])) == length(var.services)
    error_message = "Two services write to the same group."
  }
}
