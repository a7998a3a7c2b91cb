# A type that nobody can price: what is known is above the ceiling without it.
# expect: fail scope:production
resource "aws_db_instance" "one" {
  identifier                  = "one"
  engine                      = "postgres"
  instance_class              = "db.r6g.large"
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
  instance_class              = "db.r6g.large"
  multi_az                    = true
  storage_type                = "gp3"
  allocated_storage           = 50
  username                    = "owner"
  manage_master_user_password = true
  backup_retention_period     = 7
}
resource "aws_kinesis_stream" "events" {
  name        = "events"
  shard_count = 1
}
