variable "name" {
  description = "The VPC's name; what lies in it is named after it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,40}$", var.name))
    error_message = "The name is lower-case letters, digits and dashes."
  }
}

variable "region" {
  description = "The region, for the name of the S3 endpoint's service."
  type        = string
  nullable    = false
}

variable "azs" {
  description = "The two availability zones, in the order of the subnets."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.azs) == 2 && length(distinct(var.azs)) == 2
    error_message = "Exactly two different zones are needed."
  }

  validation {
    condition     = alltrue([for zone in var.azs : startswith(zone, var.region)])
    error_message = "Every zone must lie in the region."
  }
}

variable "vpc_cidr" {
  description = "The VPC's addresses."
  type        = string
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr))
    error_message = "Not an IPv4 range."
  }
}

variable "public_subnet_cidrs" {
  description = "The public subnets' addresses, by zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.public_subnet_cidrs) == 2 && alltrue([for cidr in var.public_subnet_cidrs : can(cidrnetmask(cidr))])
    error_message = "Two IPv4 ranges are needed, one per zone."
  }
}

variable "private_subnet_cidrs" {
  description = "The private subnets' addresses, by zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.private_subnet_cidrs) == 2 && alltrue([for cidr in var.private_subnet_cidrs : can(cidrnetmask(cidr))])
    error_message = "Two IPv4 ranges are needed, one per zone."
  }
}
