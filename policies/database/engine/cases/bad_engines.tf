# Another engine, another version, and the database that has to exist is only called so in another form.
# expect: fail aws_db_instance.mysql at aws_db_instance.mysql engine
# expect: fail aws_db_instance.old at aws_db_instance.old engine_version
# expect: fail aws_rds_cluster.main at aws_rds_cluster.main engine
# expect: fail missing:restartix-production
# expect: undetermined aws_db_instance.later
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = "17"
}
resource "aws_db_instance" "mysql" {
  identifier     = "mysql"
  engine         = "mysql"
  engine_version = "17"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "old" {
  identifier     = "old"
  engine         = "postgres"
  engine_version = "16.4"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "later" {
  identifier     = "later"
  engine         = "postgres"
  engine_version = terraform_data.unknown.output
  instance_class = "db.t4g.medium"
}
resource "aws_rds_cluster" "main" {
  cluster_identifier = "restartix-production"
  engine             = "aurora-postgresql"
  engine_version     = "17"
}
