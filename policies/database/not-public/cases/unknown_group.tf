# The subnet group: not named at all (AWS then takes the default one), named by something unknown, not in the plan, and that of a
# source, a cluster or a region that is not there.
#
# expect: undetermined aws_db_instance.default
# expect: undetermined aws_db_instance.restored
# expect: undetermined aws_db_instance.unknown
# expect: undetermined aws_db_instance.elsewhere
# expect: undetermined aws_db_instance.replica
# expect: undetermined aws_rds_cluster.default
# expect: undetermined aws_rds_cluster_instance.of_default
# expect: undetermined aws_rds_cluster_instance.of_unknown

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_db_instance" "default" {
  identifier                  = "default"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  publicly_accessible         = false
}

resource "aws_db_instance" "restored" {
  identifier          = "restored"
  instance_class      = "db.t4g.medium"
  snapshot_identifier = "before-the-migration"
  skip_final_snapshot = true
}

resource "aws_db_instance" "unknown" {
  identifier                  = "unknown"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = terraform_data.unknown.output
}

resource "aws_db_instance" "elsewhere" {
  identifier                  = "elsewhere"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = "made-by-hand"
}

resource "aws_db_instance" "replica" {
  identifier          = "replica"
  instance_class      = "db.t4g.medium"
  replicate_source_db = "arn:aws:rds:eu-west-1:123456789012:db:elsewhere"
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "default" {
  cluster_identifier          = "default"
  engine                      = "aurora-postgresql"
  master_username             = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster_instance" "of_default" {
  cluster_identifier  = aws_rds_cluster.default.id
  engine              = "aurora-postgresql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = false
}

resource "aws_rds_cluster_instance" "of_unknown" {
  cluster_identifier  = terraform_data.unknown.output
  engine              = "aurora-postgresql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = false
}
