# Whether there is a standby is known only after apply: the estimate is between both, and that is not known.
# expect: undetermined scope:production
resource "terraform_data" "standby" {
  input = true
}
resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  multi_az                    = terraform_data.standby.output
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
