variable "name" {
  description = "The VPC's name; the instance is named after it."
  type        = string
  nullable    = false
}

variable "public_subnet_id" {
  description = "The public subnet that the instance stands in."
  type        = string
  nullable    = false
}

variable "private_route_table_a_id" {
  description = "The route table of the private subnet in the first zone."
  type        = string
  nullable    = false
}

variable "private_route_table_b_id" {
  description = "The route table of the private subnet in the second zone."
  type        = string
  nullable    = false
}

variable "security_group_id" {
  description = "The instance's security group: what private subnets may send through it."
  type        = string
  nullable    = false
}

variable "private_subnet_cidrs" {
  description = "The private subnets' addresses: the sources that are translated."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.private_subnet_cidrs) == 2 && alltrue([for cidr in var.private_subnet_cidrs : can(cidrnetmask(cidr))])
    error_message = "Two IPv4 ranges are needed, one per zone."
  }
}

variable "instance_type" {
  description = "The instance's type, an arm64 one."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(t4g|c7gn|c8gn)[.][a-z0-9]+$", var.instance_type))
    error_message = "The image is for arm64: t4g, c7gn or c8gn."
  }
}

variable "ami_id" {
  description = "The machine image: Amazon Linux 2023, arm64. Pinned, so that a plan made tomorrow is the plan made today; a new image is a reviewed change."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^ami-[0-9a-f]{8}([0-9a-f]{9})?$", var.ami_id))
    error_message = "An image id is `ami-` and 8 or 17 hexadecimal digits."
  }
}
