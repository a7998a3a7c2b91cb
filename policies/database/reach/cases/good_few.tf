# The three, and other ports from elsewhere.
# expect: pass aws_security_group.database
# expect: pass aws_security_group.migrations
# expect: pass aws_security_group.pgbouncer
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_security_group" "migrations" {
  name        = "migrations-runner"
  description = terraform_data.unknown.id
}
resource "aws_security_group" "pgbouncer" {
  name = "fargate-pgbouncer"
  ingress {
    protocol    = "tcp"
    from_port   = 6432
    to_port     = 6432
    cidr_blocks = ["10.0.0.0/16"]
  }
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
resource "aws_security_group_rule" "migrations" {
  security_group_id        = aws_security_group.database.id
  type                     = "ingress"
  source_security_group_id = aws_security_group.migrations.id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
}
