# A type that nobody can price: what is known is within the ceiling, and the rest is not known.
# expect: undetermined scope:production
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
resource "aws_kinesis_stream" "events" {
  name        = "events"
  shard_count = 1
}
