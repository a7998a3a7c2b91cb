# A module that picks one of several by its variables, and by data beside its code.
variable "vpc_id" {
  type = string
}

variable "route_table_id" {
  type = string
}

variable "constant" {
  type = string
}

variable "data" {
  type = string
}

variable "later" {
  type = string
}

locals {
  own = yamldecode(file("${path.module}/own.yaml"))
}

resource "aws_subnet" "each" {
  for_each = { a = "10.0.3.0/24", b = "10.0.4.0/24" }

  vpc_id     = var.vpc_id
  cidr_block = each.value
}

resource "aws_route_table_association" "constant" {
  subnet_id      = aws_subnet.each[var.constant].id
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "data" {
  subnet_id      = aws_subnet.each[var.data].id
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "own" {
  subnet_id      = aws_subnet.each[local.own.subnets[1]].id
  route_table_id = var.route_table_id
}

resource "aws_route_table_association" "later" {
  subnet_id      = aws_subnet.each[var.later].id
  route_table_id = var.route_table_id
}
