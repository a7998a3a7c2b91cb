# One VPC, two zones. What makes a subnet public here is its route table and nothing else: no subnet hands out public
# IPv4 addresses by itself.

resource "aws_vpc" "this" {
  cidr_block = var.vpc_cidr

  # Cloudflare reaches the load balancer over IPv6, which spares its public IPv4 addresses.
  assign_generated_ipv6_cidr_block = true

  # Private DNS names of VPC endpoints and of the Cloud Map namespace resolve only with both.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# AWS's own default group lets its members talk to each other, and is what a resource gets that names no group.
# Taken over without a single rule, it lets nothing through.
resource "aws_default_security_group" "closed" {
  vpc_id  = aws_vpc.this.id
  ingress = [] # written out although nothing is what the resource does anyway: the plan then says so
  egress  = []

  tags = { Name = "${var.name}-default-closed" }
}

# The main route table serves every subnet that has no association of its own. Kept without routes, a subnet that
# somebody forgets to associate reaches nothing, instead of whatever the main table has come to hold.
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route                  = []

  tags = { Name = "${var.name}-main-empty" }
}
