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
