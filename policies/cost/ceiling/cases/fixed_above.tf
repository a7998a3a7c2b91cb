# Everything is priced, and two large databases are above the ceiling.
# expect: pass scope:production
resource "aws_db_instance" "one" {
  identifier                  = "one"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  multi_az                    = true
  storage_type                = "gp3"
  allocated_storage           = 50
  username                    = "owner"
  manage_master_user_password = true
  backup_retention_period     = 7
}
resource "aws_db_instance" "two" {
  identifier                  = "two"
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
