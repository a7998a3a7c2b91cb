variable "images" {
  description = "The image of each service, by its name: the 40 digits of the commit it was built from, or its digest. Those that run now: a task definition that changes for another reason would otherwise bring another image."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(module.architecture.service_logs), keys(var.images))) == 0
    error_message = "Every service has an image: core-api, clinic, portal, console, pgbouncer, and telemetry-api where the profile has it."
  }

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^([0-9a-f]{40}|sha256:[0-9a-f]{64})$", image))])
    error_message = "An image is the 40 digits of a commit or `sha256:` and 64: a tag that can come to mean something else is none."
  }
}

variable "alerts" {
  description = "Whom alarms tell: a mailbox, and a channel of the Slack workspace that the account is connected to."
  type = object({
    address            = string
    slack_workspace_id = string
    slack_channel_id   = string
  })
  nullable = false

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", var.alerts.address))
    error_message = "The address is not one of mail."
  }

  validation {
    condition     = can(regex("^T[0-9A-Z]{8,}$", var.alerts.slack_workspace_id)) && can(regex("^[CG][0-9A-Z]{8,}$", var.alerts.slack_channel_id))
    error_message = "A Slack workspace's id begins with T, a channel's with C or G; its name is not its id."
  }
}
