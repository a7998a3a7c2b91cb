# The private subnets' way out through one NAT gateway, which serves both zones: should its zone fail, tasks in the other
# lose the way out too. Accepted until phase 2.

resource "aws_eip" "this" {
  domain = "vpc"

  tags = { Name = "${var.name}-nat" }
}

resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.this.id
  subnet_id     = var.public_subnet_id

  tags = { Name = var.name }
}

resource "aws_route" "private_a" {
  route_table_id         = var.private_route_table_a_id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

resource "aws_route" "private_b" {
  route_table_id         = var.private_route_table_b_id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}
