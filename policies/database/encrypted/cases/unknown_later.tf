# Known after the apply alone, or taken over from what is not in the plan.
# expect: undetermined aws_db_instance.later
# expect: undetermined aws_db_instance.restored
# expect: undetermined aws_rds_cluster.serverless
# expect: fail aws_db_instance.plain
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = true
}
resource "aws_db_instance" "later" {
  identifier        = "later"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = terraform_data.unknown.output
}
resource "aws_db_instance" "restored" {
  identifier          = "restored"
  instance_class      = "db.t4g.medium"
  snapshot_identifier = "before"
}
resource "aws_rds_cluster" "serverless" {
  cluster_identifier = "serverless"
  engine             = "aurora-postgresql"
  engine_mode        = "serverless"
}
resource "aws_db_instance" "plain" {
  identifier     = "plain"
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}
