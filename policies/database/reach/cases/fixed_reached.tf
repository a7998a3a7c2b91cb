# A range, another group, the group's own members, a port within others, every protocol, another group than the database's.
# expect: pass aws_security_group.database
# expect: pass aws_security_group.other
# expect: pass aws_security_group.app
# expect: pass aws_security_group.pgbouncer
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_security_group" "app" {
  name        = "fargate-app"
  description = terraform_data.unknown.id
}
resource "aws_security_group" "pgbouncer" {
  name = "fargate-pgbouncer"
}
resource "aws_security_group" "database" {
  name = "rds"
}
resource "aws_vpc_security_group_ingress_rule" "pgbouncer" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.pgbouncer.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_security_group" "other" {
  name = "other"
  ingress = []
}
