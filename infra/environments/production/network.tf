# One VPC, two zones. What makes a subnet public here is its route table and nothing else: no subnet hands out public
# IPv4 addresses by itself.

resource "aws_vpc" "this" {
  cidr_block = local.architecture.network.vpc_cidr

  # Cloudflare reaches the load balancer over IPv6, which spares its public IPv4 addresses.
  assign_generated_ipv6_cidr_block = true

  # Private DNS names of VPC endpoints and of the Cloud Map namespace resolve only with both.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = local.vpc_name }
}

# AWS's own default group lets its members talk to each other, and is what a resource gets that names no group.
# Taken over without a single rule, it lets nothing through.
resource "aws_default_security_group" "closed" {
  vpc_id  = aws_vpc.this.id
  ingress = [] # written out although nothing is what the resource does anyway: the plan then says so
  egress  = []

  tags = { Name = "${local.vpc_name}-default-closed" }
}

# The main route table serves every subnet that has no association of its own. Kept without routes, a subnet that
# somebody forgets to associate reaches nothing, instead of whatever the main table has come to hold.
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route                  = []

  tags = { Name = "${local.vpc_name}-main-empty" }
}

# ----------------------------------------------------------------------------------------------------------------------
# Public subnets: the load balancer and the NAT gateway, nothing else. They alone carry IPv6.

resource "aws_subnet" "public_a" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[0]
  cidr_block              = local.architecture.network.public_subnet_cidrs[0]
  ipv6_cidr_block         = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, 0)
  map_public_ip_on_launch = false

  tags = { Name = "${local.vpc_name}-public-a" }
}

resource "aws_subnet" "public_b" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[1]
  cidr_block              = local.architecture.network.public_subnet_cidrs[1]
  ipv6_cidr_block         = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, 1)
  map_public_ip_on_launch = false

  tags = { Name = "${local.vpc_name}-public-b" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = local.vpc_name }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.vpc_name}-public" }
}

# Routes are resources of their own throughout: each has an address, so a finding can name the very route.
resource "aws_route" "public_ipv4" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route" "public_ipv6" {
  route_table_id              = aws_route_table.public.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public_a" {
  subnet_id      = aws_subnet.public_a.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "public_b" {
  subnet_id      = aws_subnet.public_b.id
  route_table_id = aws_route_table.public.id
}

# ----------------------------------------------------------------------------------------------------------------------
# Private subnets: every task, the database, the cache.

resource "aws_subnet" "private_a" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[0]
  cidr_block              = local.architecture.network.private_subnet_cidrs[0]
  map_public_ip_on_launch = false

  tags = { Name = "${local.vpc_name}-private-a" }
}

resource "aws_subnet" "private_b" {
  vpc_id                  = aws_vpc.this.id
  availability_zone       = var.azs[1]
  cidr_block              = local.architecture.network.private_subnet_cidrs[1]
  map_public_ip_on_launch = false

  tags = { Name = "${local.vpc_name}-private-b" }
}

# One NAT gateway serves both zones: should zone a fail, tasks in zone b lose the way out. Accepted until phase 2.
resource "aws_eip" "nat" {
  domain = "vpc"

  tags = { Name = "${local.vpc_name}-nat" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public_a.id

  tags = { Name = local.vpc_name }

  depends_on = [aws_internet_gateway.this]
}

# A table per zone although both lead to the same gateway: a gateway per zone is then one changed line, without a moment
# in which a subnet has no table.
resource "aws_route_table" "private_a" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.vpc_name}-private-a" }
}

resource "aws_route_table" "private_b" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${local.vpc_name}-private-b" }
}

resource "aws_route" "private_a_nat" {
  route_table_id         = aws_route_table.private_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

resource "aws_route" "private_b_nat" {
  route_table_id         = aws_route_table.private_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

resource "aws_route_table_association" "private_a" {
  subnet_id      = aws_subnet.private_a.id
  route_table_id = aws_route_table.private_a.id
}

resource "aws_route_table_association" "private_b" {
  subnet_id      = aws_subnet.private_b.id
  route_table_id = aws_route_table.private_b.id
}

# Free, and keeps image layers, uploads and database dumps off the NAT gateway, which charges by the gigabyte.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private_a.id, aws_route_table.private_b.id]

  tags = { Name = "${local.vpc_name}-s3" }
}
