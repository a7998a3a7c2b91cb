# Private subnets: every task, the database, the cache.

resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[0]
  cidr_block              = var.private_subnet_cidrs[0]
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-private-a" }
}

resource "aws_subnet" "private_b" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[1]
  cidr_block              = var.private_subnet_cidrs[1]
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-private-b" }
}

# A table per zone although both lead out the same way: a NAT gateway per zone is then one changed line, without a moment
# in which a subnet has no table. The way out is a module of its own, since it differs by environment.
resource "aws_route_table" "private_a" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-private-a" }
}

resource "aws_route_table" "private_b" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-private-b" }
}

resource "aws_route_table_association" "private_a" {
  subnet_id      = aws_subnet.private_a.id
  route_table_id = aws_route_table.private_a.id
}

resource "aws_route_table_association" "private_b" {
  subnet_id      = aws_subnet.private_b.id
  route_table_id = aws_route_table.private_b.id
}

# Free, and keeps image layers, uploads and database dumps off the NAT, which in production charges by the gigabyte.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private_a.id, aws_route_table.private_b.id]

  tags = { Name = "${var.name}-s3" }
}
