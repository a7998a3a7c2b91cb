variable "vpc_id" {
  description = "The VPC."
  type        = string
  nullable    = false
}

variable "vpc_cidr" {
  description = "The VPC's addresses: who may use the interface endpoints."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr))
    error_message = "Not an IPv4 range."
  }
}

variable "private_subnet_cidrs" {
  description = "The private subnets' addresses: who may use the NAT instance."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.private_subnet_cidrs) > 0 && alltrue([for cidr in var.private_subnet_cidrs : can(cidrnetmask(cidr))])
    error_message = "At least one IPv4 range is needed."
  }
}

variable "names" {
  description = "The groups' names, by use."
  type = object({
    load_balancer = string
    app           = string
    core_api      = string
    telemetry     = string
    pgbouncer     = string
    database      = string
    cache         = string
    migrations    = string
    backup        = string
    endpoints     = string
    nat           = string
  })
  nullable = false

  validation {
    condition     = length(distinct(values(var.names))) == length(values(var.names))
    error_message = "Two groups have the same name."
  }
}

variable "ports" {
  description = "The ports that things listen on."
  type = object({
    load_balancer = list(number)
    pgbouncer     = number
    postgres      = number
    redis         = number
    services      = map(number)
  })
  nullable = false

  validation {
    condition     = length(setsubtract(["core-api", "clinic", "portal", "console", "telemetry-api"], keys(var.ports.services))) == 0
    error_message = "A service has no port."
  }
}

variable "cloudflare" {
  description = "Cloudflare's address ranges: the only ones that the load balancer admits."
  type = object({
    ipv4 = set(string)
    ipv6 = set(string)
  })
  nullable = false

  validation {
    # The widest ranges that Cloudflare publishes are a /13 and a /29. One that is much wider is a mistake.
    condition = alltrue(concat(
      [for range in var.cloudflare.ipv4 : can(cidrnetmask(range)) && tonumber(split("/", range)[1]) >= 12],
      [for range in var.cloudflare.ipv6 : can(cidrhost(range, 0)) && tonumber(split("/", range)[1]) >= 28],
    ))
    error_message = "A range is none, or wider than any of Cloudflare's."
  }

  validation {
    condition     = length(var.cloudflare.ipv4) > 0 && length(var.cloudflare.ipv6) > 0
    error_message = "Without ranges of both families nobody reaches the load balancer."
  }
}

variable "telemetry" {
  description = "Whether there is a telemetry service."
  type        = bool
  nullable    = false
}

variable "interface_endpoints" {
  description = "Whether the VPC has interface endpoints."
  type        = bool
  nullable    = false
}

variable "nat_instance" {
  description = "Whether the way out is an instance."
  type        = bool
  nullable    = false
}
