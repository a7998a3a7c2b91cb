output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_a_id" {
  description = "The public subnet in the first zone. One output per subnet and table: a reference to it then says which one is meant."
  value       = aws_subnet.public_a.id

  # Public once the way out stands, and not before: a NAT gateway fails in a VPC without one.
  depends_on = [aws_route.public_ipv4, aws_route_table_association.public_a]
}

output "public_subnet_b_id" {
  description = "The public subnet in the second zone."
  value       = aws_subnet.public_b.id

  depends_on = [aws_route.public_ipv4, aws_route_table_association.public_b]
}

output "private_subnet_a_id" {
  description = "The private subnet in the first zone."
  value       = aws_subnet.private_a.id
}

output "private_subnet_b_id" {
  description = "The private subnet in the second zone."
  value       = aws_subnet.private_b.id
}

output "private_route_table_a_id" {
  description = "The route table of the private subnet in the first zone."
  value       = aws_route_table.private_a.id
}

output "private_route_table_b_id" {
  description = "The route table of the private subnet in the second zone."
  value       = aws_route_table.private_b.id
}
