# Two subnets, handed out in every shape that an output can have.
variable "vpc_id" {
  type = string
}

variable "cidrs" {
  type    = list(string)
  default = ["10.0.10.0/24", "10.0.11.0/24"]
}

variable "extra" {
  type    = list(string)
  default = []
}

resource "aws_subnet" "first" {
  vpc_id     = var.vpc_id
  cidr_block = var.cidrs[0]
}

resource "aws_subnet" "second" {
  vpc_id     = var.vpc_id
  cidr_block = var.cidrs[1]
}

resource "aws_subnet" "counted" {
  count      = 2
  vpc_id     = var.vpc_id
  cidr_block = cidrsubnet("10.0.128.0/20", 4, count.index)
}

resource "aws_route_table" "main" {
  vpc_id = var.vpc_id
}

output "first_id" {
  value = aws_subnet.first.id
}

output "ids" {
  value = [aws_subnet.first.id, aws_subnet.second.id]
}

output "counted_ids" {
  value = aws_subnet.counted[*].id
}

output "by_name" {
  value = { first = aws_subnet.first.id, second = aws_subnet.second.id }
}

output "with_extra" {
  value = concat([aws_subnet.first.id], var.extra)
}

output "literal" {
  value = "subnet-0123456789abcdef0"
}

output "route_table_id" {
  value = aws_route_table.main.id
}
