variable "name" {
  description = "The VPC's name; the gateway is named after it."
  type        = string
  nullable    = false
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
}
