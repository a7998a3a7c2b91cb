variable "name" {
  description = "The VPC's name; the gateway is named after it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.name))
    error_message = "A VPC's name is lower-case letters, digits and dashes."
  }
}

variable "public_subnet_id" {
  description = "The public subnet that the gateway stands in."
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

  validation {
    condition     = var.private_route_table_b_id != var.private_route_table_a_id
    error_message = "Each private subnet has a route table of its own; one of them would have no way out."
  }
}
