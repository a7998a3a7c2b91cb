# A class that is known only after apply, and a use that nobody gives a figure for.
# expect: undetermined aws_db_instance.main
# expect: undetermined aws_lb.main
# expect: pass aws_eip.nat
# expect: pass aws_nat_gateway.nat
resource "terraform_data" "class" {
  input = "db.t4g.medium"
}
resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = terraform_data.class.output
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
resource "aws_lb" "main" {
  name     = "main"
  internal = true
  subnets  = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"]
}
