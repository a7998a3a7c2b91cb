# No price for this class, and of the stream nobody has said how it is billed.
# expect: pass aws_eip.nat
# expect: pass aws_nat_gateway.nat
# expect: fail aws_db_instance.main
# expect: fail aws_kinesis_stream.events
resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.x2g.16xlarge"
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
resource "aws_kinesis_stream" "events" {
  name        = "events"
  shard_count = 1
}
