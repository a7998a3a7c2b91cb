variable "environment" {
  description = "The scope this root builds. Fixed: it is a variable so that a plan says which scope it belongs to."
  type        = string
  default     = "edge"
  nullable    = false

  validation {
    condition     = var.environment == "edge"
    error_message = "This root builds the edge and nothing else."
  }
}

variable "zone_id" {
  description = "Cloudflare's id of the zone restartix.pro. Passed in rather than looked up: planning then needs no token that can read."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.zone_id))
    error_message = "A zone's id is 32 hexadecimal digits."
  }
}

variable "origins" {
  description = "What each environment's root puts out for the zone, by environment: its load balancer's host name, the records that validate its certificate, the names of its DKIM keys. An environment that is not built yet is left out, and has no records."
  type = map(object({
    load_balancer      = string
    validation_records = list(object({ name = string, type = string, value = string }))
    dkim_tokens        = list(string)
  }))
  nullable = false

  validation {
    condition     = length(setsubtract(keys(var.origins), ["staging", "production"])) == 0
    error_message = "An environment is staging or production."
  }

  validation {
    condition     = alltrue([for origin in values(var.origins) : can(regex("^[a-z0-9.-]+[.]${local.architecture.regions.home}[.]elb[.]amazonaws[.]com$", origin.load_balancer))])
    error_message = "A load balancer's host name ends with that of the home region's load balancers."
  }

  validation {
    condition = alltrue(flatten([
      for origin in values(var.origins) : [for record in origin.validation_records : record.type == "CNAME" && endswith(trimsuffix(record.value, "."), ".acm-validations.aws")]
    ]))
    error_message = "ACM validates by CNAME, and each leads to acm-validations.aws."
  }

  validation {
    condition     = alltrue([for origin in values(var.origins) : length(origin.dkim_tokens) == 3 && alltrue([for token in origin.dkim_tokens : can(regex("^[a-z0-9]+$", token))])])
    error_message = "SES makes three DKIM tokens for a domain, of lower-case letters and digits."
  }
}
