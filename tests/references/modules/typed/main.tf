# A module whose variables have types that change what they are given.
variable "good" {
  type = string
}

variable "bad" {
  type = string
}

variable "subnets" {
  type = set(string)
}

variable "route_table_id" {
  type = string
}

variable "tier" {
  type = number
}

variable "text" {
  type    = string
  default = 1
}

variable "enabled" {
  type = bool
}

variable "settings" {
  type = object({ open = optional(bool, true) })
}

variable "names" {
  type = set(string)
}

variable "region" {
  type     = string
  default  = "us-east-1"
  nullable = false
}

resource "aws_db_subnet_group" "set" {
  name       = "set"
  subnet_ids = var.subnets
}

resource "aws_route_table_association" "by_number" {
  subnet_id      = var.tier == 2 ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_truth" {
  subnet_id      = var.enabled == true ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_default" {
  subnet_id      = try(var.settings.open, false) ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_null" {
  subnet_id      = var.region == "us-east-1" ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_set" {
  subnet_id      = tolist(var.names)[0] == "a" ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_count" {
  subnet_id      = length(var.names) == 2 ? var.bad : var.good
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "by_types" {
  subnet_id      = var.text == 1 ? var.good : var.bad
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "first" {
  subnet_id      = tolist(var.subnets)[0]
  route_table_id = var.route_table_id
}
