# A consumer: a subnet group and an association of what it is given.
variable "name" {
  type = string
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "subnet_id" {
  type    = string
  default = null
}

variable "route_table_id" {
  type = string
}

variable "settings" {
  type    = any
  default = {}
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_route_table_association" "this" {
  subnet_id      = var.subnet_id
  route_table_id = var.route_table_id
}

resource "aws_db_subnet_group" "part" {
  count      = var.settings == {} ? 0 : 1
  name       = "${var.name}-part"
  subnet_ids = var.settings.subnet_ids
}

output "group_name" {
  value = aws_db_subnet_group.this.name
}

output "subnet_id" {
  value = var.subnet_id
}
