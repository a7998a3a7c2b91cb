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

variable "email" {
  description = "The domain that mail is from, the name that bounces go to, the configuration set, why an address is suppressed, and where such feedback goes."
  type = object({
    domain            = string
    mail_from         = string
    configuration_set = string
    suppressed        = list(string)
    feedback_topic    = string
    feedback_endpoint = string
  })
  nullable = false

  validation {
    condition     = endswith(var.email.mail_from, ".${var.email.domain}")
    error_message = "The name that bounces go to lies below the domain that mail is from, or SPF is of somebody else."
  }

  validation {
    condition     = toset(var.email.suppressed) == toset(["BOUNCE", "COMPLAINT"])
    error_message = "Bounces and complaints are what keeps a sender from being stopped: both, and nothing that is no feedback."
  }

  validation {
    condition     = startswith(var.email.feedback_endpoint, "https://")
    error_message = "Feedback names patients' addresses: it goes over TLS."
  }
}

variable "subscribe" {
  description = "Whether Core API hears of bounces and complaints. Off at the first apply, when nothing answers yet."
  type        = bool
  nullable    = false
}
