# No price for this class, and of the stream nobody has said how it is billed.
# expect: pass aws_eip.nat
# expect: pass aws_nat_gateway.nat
# expect: pass aws_db_instance.main
resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  multi_az                    = true
  storage_type                = "gp3"
  allocated_storage           = 50
  username                    = "owner"
  manage_master_user_password = true
  backup_retention_period     = 7
}
resource "aws_eip" "nat" {
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = "subnet-0123456789abcdef0"
}
