# One level more: everything is passed on.
variable "ids" {
  type = list(string)
}

variable "route_table_id" {
  type = string
}

module "inner" {
  source         = "../group"
  name           = "wrapped"
  subnet_ids     = var.ids
  subnet_id      = var.ids[0]
  route_table_id = var.route_table_id
}

output "subnet_id" {
  value = module.inner.subnet_id
}
